// newest
// When the newest complete document of each format was recorded.
MATCH (d:Document)
WHERE d.format IN $formats AND d.complete AND ($known_at IS NULL OR d.recorded_at <= $known_at)
RETURN d.format, max(d.recorded_at)
