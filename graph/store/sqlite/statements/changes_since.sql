-- What (an empty list of kinds: of any) was opened, superseded or withdrawn after a version, as it is now.
SELECT shape, kind, entity, recorded_from, source, target, name, code, number, valid_from, valid_to, properties,
       document, line, recorded_to, owner, sequence, composed
  FROM fact INDEXED BY fact_closed
 WHERE closed_sequence > :version AND sequence <= :version
   AND (:kinds = '[]' OR kind IN (SELECT value FROM json_each(:kinds)))
 UNION ALL
SELECT shape, kind, entity, recorded_from, source, target, name, code, number, valid_from, valid_to, properties,
       document, line, recorded_to, owner, sequence, composed
  FROM fact
 WHERE sequence > :version
   AND (:kinds = '[]' OR kind IN (SELECT value FROM json_each(:kinds)))
 ORDER BY sequence;
