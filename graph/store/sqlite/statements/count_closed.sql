-- Versions that are not open any more.
SELECT count(*) FROM fact WHERE closed_sequence IS NOT NULL OR recorded_to IS NOT NULL;
