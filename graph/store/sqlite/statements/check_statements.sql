-- Kept statements that refer to a version that is not there.
SELECT entity, digest FROM statement
 WHERE content IS NULL
   AND NOT EXISTS (SELECT 1 FROM fact WHERE fact.entity = statement.entity AND fact.digest = statement.digest)
 ORDER BY entity, digest;
