-- derived_page
-- Derived facts of a family as known at an instant (NULL: now), by id, after an id.
SELECT id, family, rule, subject, record, body, recorded_from, recorded_to
  FROM derived
 WHERE id > :after AND family = :family
   AND CASE WHEN :known_at IS NULL THEN recorded_to IS NULL
            ELSE recorded_from <= :known_at AND (recorded_to IS NULL OR :known_at < recorded_to) END
 ORDER BY id
 LIMIT :limit;
