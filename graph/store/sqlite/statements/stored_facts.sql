-- Every row of every version, as stored.
SELECT shape, kind, entity, recorded_from, source, target, name, code, number, valid_from, valid_to, properties,
       document, line, recorded_to, owner, sequence, composed,
       digest, closed_sequence
  FROM fact
 ORDER BY sequence;
