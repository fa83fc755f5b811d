// A document by its hash.
MATCH (d:Document {hash: $hash})
RETURN d.hash, d.name, d.format, d.recorded_at, d.rows_done, d.complete
