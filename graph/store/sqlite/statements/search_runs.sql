-- Shown subjects whose name holds the text, by the index of names: for what few names hold.
SELECT shape, kind, entity, recorded_from, source, target, name, code, number, valid_from, valid_to, properties,
       document, line, recorded_to, owner, sequence, composed, digest
  FROM shown
 WHERE sequence IN (SELECT rowid FROM name_index WHERE name_key MATCH :phrase)
   AND shape = 'subject' AND name <> ''
 ORDER BY length(name), name, entity, sequence
 LIMIT :limit;
