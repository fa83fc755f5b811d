-- The data version.
SELECT version FROM counter;
