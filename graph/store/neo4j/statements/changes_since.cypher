// What (an empty list of kinds: of any) was opened, superseded or withdrawn after a version, as it is now.
CALL {
  MATCH (v:Version) WHERE v.sequence > $version RETURN v
  UNION
  MATCH (v:Version) WHERE v.closed_sequence > $version RETURN v
}
WITH v WHERE size($kinds) = 0 OR v.kind IN $kinds
RETURN v.shape, v.kind, v.entity, v.recorded_from, coalesce(v.source, ""), coalesce(v.target, ""), coalesce(v.name, ""), coalesce(v.code, ""), coalesce(v.number, ""), v.valid_from, v.valid_to, v.properties, v.document, v.line, v.recorded_to, coalesce(v.owner, ""), v.sequence, v.composed
ORDER BY v.sequence
