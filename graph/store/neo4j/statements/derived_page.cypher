// derived_page
// Derived facts of a family as known at an instant (null: now), by id, after an id.
MATCH (d:Derived)
WHERE d.id > $after AND d.family = $family
  AND CASE WHEN $known_at IS NULL THEN d.recorded_to IS NULL
           ELSE d.recorded_from <= $known_at AND (d.recorded_to IS NULL OR $known_at < d.recorded_to) END
RETURN d.id, d.family, d.rule, d.subject, d.record, d.body, d.recorded_from, d.recorded_to
ORDER BY d.id
LIMIT $limit
