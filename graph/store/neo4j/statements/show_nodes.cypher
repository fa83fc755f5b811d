// Subjects and records in the readable graph, under their kind.
UNWIND $rows AS row
MERGE (e:Entity {id: row.entity})
WITH e, row
WHERE row.settled OR NOT EXISTS {
  MATCH (s:Version {entity: row.entity})
  WHERE s.shape = "subject" AND s.recorded_to IS NULL AND s.owner IS NOT NULL }
SET e = row.natural
SET e:$(row.labels)
