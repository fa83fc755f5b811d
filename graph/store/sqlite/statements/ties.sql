-- Open ties at these ends, of these kinds (an empty list: of any).
SELECT shape, kind, entity, recorded_from, source, target, name, code, number, valid_from, valid_to, properties,
       document, line, recorded_to, owner, sequence, composed, digest
  FROM fact
 WHERE sequence IN (
           SELECT sequence FROM fact
            WHERE source <> '' AND source IN (SELECT value FROM json_each(:ends))
              AND (:kinds = '[]' OR kind IN (SELECT value FROM json_each(:kinds)))
            UNION
           SELECT sequence FROM fact
            WHERE target <> '' AND target IN (SELECT value FROM json_each(:ends))
              AND (:kinds = '[]' OR kind IN (SELECT value FROM json_each(:kinds))))
   AND recorded_to IS NULL
 ORDER BY sequence;
