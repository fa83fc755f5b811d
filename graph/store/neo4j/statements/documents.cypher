// All documents.
MATCH (d:Document)
RETURN d.hash, d.name, d.format, d.recorded_at, d.rows_done, d.complete
ORDER BY d.recorded_at, d.name, d.hash
