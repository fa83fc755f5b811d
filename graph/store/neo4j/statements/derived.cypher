// Derived facts; empty lists ask for any.
MATCH (d:Derived)
WHERE (size($families) = 0 OR d.family IN $families) AND ($history OR d.recorded_to IS NULL)
RETURN d.id, d.family, d.rule, d.subject, d.record, d.body, d.recorded_from, d.recorded_to
ORDER BY d.id, d.recorded_from
