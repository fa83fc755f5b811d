-- Shown facts about these entities.
SELECT shape, kind, entity, recorded_from, source, target, name, code, number, valid_from, valid_to, properties,
       document, line, recorded_to, owner, sequence, composed, digest
  FROM shown
 WHERE entity IN (SELECT value FROM json_each(:entities))
 ORDER BY sequence;
