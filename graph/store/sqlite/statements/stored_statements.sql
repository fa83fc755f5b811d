-- Every kept statement.
SELECT entity, recorded_from, digest, document, line, content
  FROM statement
 ORDER BY entity, recorded_from, document, digest;
