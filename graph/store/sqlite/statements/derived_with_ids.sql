-- Derived facts with these ids, about these subjects and following from these records where any are named.
SELECT id, family, rule, subject, record, body, recorded_from, recorded_to
  FROM derived
 WHERE id IN (SELECT value FROM json_each(:ids))
   AND (:subjects = '[]' OR +subject IN (SELECT value FROM json_each(:subjects)))
   AND (:records = '[]' OR +record IN (SELECT value FROM json_each(:records)))
   AND (:families = '[]' OR family IN (SELECT value FROM json_each(:families)))
   AND (:history OR recorded_to IS NULL)
 ORDER BY id, recorded_from;
