-- Shown subjects and records with this number.
SELECT shape, kind, entity, recorded_from, source, target, name, code, number, valid_from, valid_to, properties,
       document, line, recorded_to, owner, sequence, composed, digest
  FROM shown
 WHERE number = :number AND number <> '' AND shape <> 'tie'
 ORDER BY sequence;
