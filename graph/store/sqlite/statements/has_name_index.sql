-- Whether this store has the index of names.
SELECT EXISTS (SELECT 1 FROM sqlite_schema WHERE name = 'name_index');
