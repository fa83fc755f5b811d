-- Derived facts that follow from these records, about these subjects where any are named.
SELECT id, family, rule, subject, record, body, recorded_from, recorded_to
  FROM derived
 WHERE record IN (SELECT value FROM json_each(:records))
   AND (:subjects = '[]' OR +subject IN (SELECT value FROM json_each(:subjects)))
   AND (:families = '[]' OR family IN (SELECT value FROM json_each(:families)))
   AND (:history OR recorded_to IS NULL)
 ORDER BY id, recorded_from;
