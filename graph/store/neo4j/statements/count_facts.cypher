// Shown facts by kind.
MATCH (v:Version)
WHERE v.recorded_to IS NULL
  AND NOT (v.shape = "subject" AND v.owner IS NULL AND EXISTS {
    MATCH (s:Version {entity: v.entity})
    WHERE s.shape = "subject" AND s.recorded_to IS NULL AND s.owner IS NOT NULL })
RETURN v.kind, count(*)
ORDER BY v.kind
