-- Every version of these entities that some clock shows.
SELECT shape, kind, entity, recorded_from, source, target, name, code, number, valid_from, valid_to, properties,
       document, line, recorded_to, owner, sequence, composed, digest
  FROM fact
 WHERE entity IN (SELECT value FROM json_each(:entities))
   AND (recorded_to IS NULL OR recorded_to > recorded_from)
 ORDER BY sequence;
