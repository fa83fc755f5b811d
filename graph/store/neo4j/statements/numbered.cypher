// Every version with one of these numbers that some clock shows.
UNWIND $numbers AS number
MATCH (v:Version {number: number})
WHERE v.recorded_to IS NULL OR v.recorded_to > v.recorded_from
RETURN v.shape, v.kind, v.entity, v.recorded_from, coalesce(v.source, ""), coalesce(v.target, ""), coalesce(v.name, ""), coalesce(v.code, ""), coalesce(v.number, ""), v.valid_from, v.valid_to, v.properties, v.document, v.line, v.recorded_to, coalesce(v.owner, ""), v.sequence, v.composed
ORDER BY v.sequence
