// Every version, with its digest and the sequence of its closing.
MATCH (v:Version)
RETURN v.shape, v.kind, v.entity, v.recorded_from, coalesce(v.source, ""), coalesce(v.target, ""), coalesce(v.name, ""), coalesce(v.code, ""), coalesce(v.number, ""), v.valid_from, v.valid_to, v.properties, v.document, v.line, v.recorded_to, coalesce(v.owner, ""), v.sequence, v.composed, v.digest, v.closed_sequence
ORDER BY v.sequence
