-- Sequences above the store's version.
SELECT entity, sequence FROM fact
 WHERE max(sequence, coalesce(closed_sequence, 0)) > (SELECT version FROM counter)
 ORDER BY sequence;
