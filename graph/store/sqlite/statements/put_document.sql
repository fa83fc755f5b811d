-- A document, or how far loading it has come.
INSERT INTO document (hash, name, format, recorded_at, rows_done, complete)
VALUES (:hash, :name, :format, :recorded_at, :rows_done, :complete)
    ON CONFLICT (hash) DO UPDATE
   SET name = excluded.name, format = excluded.format, recorded_at = excluded.recorded_at,
       rows_done = excluded.rows_done, complete = excluded.complete;
