-- Open ties with an end that no fact is about.
SELECT tie.entity, tie.kind, tie.source
  FROM fact AS tie
 WHERE tie.shape = 'tie' AND tie.recorded_to IS NULL
   AND NOT EXISTS (SELECT 1 FROM fact AS subject
                    WHERE subject.entity = tie.source AND subject.shape <> 'tie' AND subject.recorded_to IS NULL)
 UNION ALL
SELECT tie.entity, tie.kind, tie.target
  FROM fact AS tie
 WHERE tie.shape = 'tie' AND tie.recorded_to IS NULL
   AND NOT EXISTS (SELECT 1 FROM fact AS subject
                    WHERE subject.entity = tie.target AND subject.shape <> 'tie' AND subject.recorded_to IS NULL)
 ORDER BY 1, 3;
