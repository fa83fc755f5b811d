-- A document by its hash.
SELECT hash, name, format, recorded_at, rows_done, complete FROM document WHERE hash = :hash;
