-- Every version that rows made of these entities, withdrawn ones too.
SELECT shape, kind, entity, recorded_from, source, target, name, code, number, valid_from, valid_to, properties,
       document, line, recorded_to, owner, sequence, composed
  FROM fact
 WHERE entity IN (SELECT value FROM json_each(:entities)) AND +owner = '';
