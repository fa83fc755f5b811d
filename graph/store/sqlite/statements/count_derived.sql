-- Open derived facts by family.
SELECT family, count(*) FROM derived WHERE recorded_to IS NULL GROUP BY family ORDER BY family;
