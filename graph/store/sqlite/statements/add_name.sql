-- A subject's name, for the index of names.
INSERT INTO name_index (rowid, name_key) VALUES (?, ?);
