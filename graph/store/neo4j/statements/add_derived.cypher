// Versions of derived facts, beside whom they are about and what they follow from.
UNWIND $rows AS row
MERGE (d:Derived {id: row.id, recorded_from: row.recorded_from})
SET d = row.stored
SET d:$(row.labels)
WITH d, row
OPTIONAL MATCH (subject:Entity {id: row.subject})
FOREACH (one IN CASE WHEN subject IS NULL THEN [] ELSE [subject] END | MERGE (d)-[:ON]->(one))
WITH d, row
OPTIONAL MATCH (record:Entity {id: row.record})
FOREACH (one IN CASE WHEN record IS NULL THEN [] ELSE [record] END | MERGE (d)-[:FOLLOWS_FROM]->(one))
