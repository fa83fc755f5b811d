-- A value by its name.
SELECT value FROM kept WHERE name = :name;
