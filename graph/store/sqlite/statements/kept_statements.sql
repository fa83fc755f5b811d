-- What further rows said of these entities.
SELECT entity, recorded_from, digest, document, line, content
  FROM statement
 WHERE entity IN (SELECT value FROM json_each(:entities))
 ORDER BY entity, recorded_from, document, digest;
