-- Shown subjects whose name holds the text, name by name from the shortest: for short texts and what many names hold.
SELECT shape, kind, entity, recorded_from, source, target, name, code, number, valid_from, valid_to, properties,
       document, line, recorded_to, owner, sequence, composed, digest
  FROM shown
 WHERE shape = 'subject' AND recorded_to IS NULL AND name <> '' AND instr(coalesce(name_key, name), :text) > 0
 ORDER BY length(name), name, entity, sequence
 LIMIT :limit;
