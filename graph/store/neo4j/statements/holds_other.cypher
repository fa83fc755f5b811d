// Whether the database holds anything that is not ours.
MATCH (n)
RETURN count(n) > 0
