-- All documents.
SELECT hash, name, format, recorded_at, rows_done, complete FROM document ORDER BY recorded_at, name, hash;
