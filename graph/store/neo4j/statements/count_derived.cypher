// Open derived facts by family.
MATCH (d:Derived)
WHERE d.recorded_to IS NULL
RETURN d.family, count(*)
ORDER BY d.family
