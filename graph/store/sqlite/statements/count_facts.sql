-- Shown facts by kind.
SELECT kind, count(*) FROM shown GROUP BY kind ORDER BY kind;
