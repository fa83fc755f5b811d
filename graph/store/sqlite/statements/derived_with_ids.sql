-- Derived facts with these ids, about these subjects where any are named.
SELECT id, family, rule, subject, record, body, recorded_from, recorded_to
  FROM derived
 WHERE id IN (SELECT value FROM json_each(:ids))
   AND (:subjects = '[]' OR +subject IN (SELECT value FROM json_each(:subjects)))
   AND (:families = '[]' OR family IN (SELECT value FROM json_each(:families)))
   AND (:history OR recorded_to IS NULL)
 ORDER BY id, recorded_from;
