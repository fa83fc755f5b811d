-- Open ties with an end that no fact is about, but for ends that may be unknown and holders that are undisclosed.
SELECT tie.entity, tie.kind, tie.source
  FROM fact AS tie
 WHERE tie.shape = 'tie' AND tie.recorded_to IS NULL
   AND tie.kind NOT IN (SELECT value FROM json_each(:from_unknown))
   AND NOT CASE WHEN json_valid(tie.properties)
                THEN coalesce(json_type(tie.properties, '$.disclosed'), '') = 'false' ELSE 0 END
   AND NOT EXISTS (SELECT 1 FROM fact AS subject
                    WHERE subject.entity = tie.source AND subject.shape <> 'tie' AND subject.recorded_to IS NULL)
 UNION ALL
SELECT tie.entity, tie.kind, tie.target
  FROM fact AS tie
 WHERE tie.shape = 'tie' AND tie.recorded_to IS NULL
   AND tie.kind NOT IN (SELECT value FROM json_each(:to_unknown))
   AND NOT EXISTS (SELECT 1 FROM fact AS subject
                    WHERE subject.entity = tie.target AND subject.shape <> 'tie' AND subject.recorded_to IS NULL)
 ORDER BY 1, 3;
