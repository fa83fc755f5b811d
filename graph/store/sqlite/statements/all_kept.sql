-- All named values.
SELECT name, value FROM kept ORDER BY name;
