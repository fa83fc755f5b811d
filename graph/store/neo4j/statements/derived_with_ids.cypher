// Derived facts with these ids, about these subjects and following from these records where any are named.
UNWIND $ids AS id
MATCH (d:Derived {id: id})
WHERE (size($subjects) = 0 OR d.subject IN $subjects) AND (size($families) = 0 OR d.family IN $families)
  AND (size($records) = 0 OR d.record IN $records) AND ($history OR d.recorded_to IS NULL)
RETURN DISTINCT d.id, d.family, d.rule, d.subject, d.record, d.body, d.recorded_from, d.recorded_to
ORDER BY d.id, d.recorded_from
