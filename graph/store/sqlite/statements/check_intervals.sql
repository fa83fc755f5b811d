-- Versions whose valid or recorded interval ends before it starts.
SELECT entity, sequence FROM fact WHERE valid_to < valid_from OR recorded_to < recorded_from ORDER BY sequence;
