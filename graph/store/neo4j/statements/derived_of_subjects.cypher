// Derived facts about these subjects.
UNWIND $subjects AS subject
MATCH (d:Derived {subject: subject})
WHERE (size($families) = 0 OR d.family IN $families) AND ($history OR d.recorded_to IS NULL)
RETURN DISTINCT d.id, d.family, d.rule, d.subject, d.record, d.body, d.recorded_from, d.recorded_to
ORDER BY d.id, d.recorded_from
