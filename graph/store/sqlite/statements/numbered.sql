-- Every version with one of these numbers that some clock shows.
SELECT shape, kind, entity, recorded_from, source, target, name, code, number, valid_from, valid_to, properties,
       document, line, recorded_to, owner, sequence, composed, digest
  FROM fact
 WHERE number <> '' AND number IN (SELECT value FROM json_each(:numbers))
   AND (recorded_to IS NULL OR recorded_to > recorded_from)
 ORDER BY sequence;
