// Ties at these ends, of these kinds (an empty list: of any).
CALL {
  UNWIND $ends AS end
  MATCH (v:Version {source: end})
  RETURN v
  UNION
  UNWIND $ends AS end
  MATCH (v:Version {target: end})
  RETURN v
}
WITH v
WHERE v.recorded_to IS NULL AND (size($kinds) = 0 OR v.kind IN $kinds)
RETURN v.shape, v.kind, v.entity, v.recorded_from, coalesce(v.source, ""), coalesce(v.target, ""), coalesce(v.name, ""), coalesce(v.code, ""), coalesce(v.number, ""), v.valid_from, v.valid_to, v.properties, v.document, v.line, v.recorded_to, coalesce(v.owner, ""), v.sequence, v.composed
ORDER BY v.sequence
