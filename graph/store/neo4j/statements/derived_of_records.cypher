// Derived facts that follow from these records, about these subjects where any are named.
UNWIND $records AS record
MATCH (d:Derived {record: record})
WHERE (size($subjects) = 0 OR d.subject IN $subjects) AND (size($families) = 0 OR d.family IN $families)
  AND ($history OR d.recorded_to IS NULL)
RETURN DISTINCT d.id, d.family, d.rule, d.subject, d.record, d.body, d.recorded_from, d.recorded_to
ORDER BY d.id, d.recorded_from
