// Shown subjects whose name holds the text, from the shortest.
MATCH (v:Version)
WHERE v.search_key CONTAINS $text AND v.recorded_to IS NULL
  AND NOT (v.shape = "subject" AND v.owner IS NULL AND EXISTS {
    MATCH (s:Version {entity: v.entity})
    WHERE s.shape = "subject" AND s.recorded_to IS NULL AND s.owner IS NOT NULL })
RETURN v.shape, v.kind, v.entity, v.recorded_from, coalesce(v.source, ""), coalesce(v.target, ""), coalesce(v.name, ""), coalesce(v.code, ""), coalesce(v.number, ""), v.valid_from, v.valid_to, v.properties, v.document, v.line, v.recorded_to, coalesce(v.owner, ""), v.sequence, v.composed
ORDER BY v.name_length, v.name, v.entity, v.sequence
LIMIT $limit
