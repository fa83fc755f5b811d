// Versions that are not open any more.
MATCH (v:Version)
WHERE v.closed_sequence IS NOT NULL OR v.recorded_to IS NOT NULL
RETURN count(*)
