// Subjects and records that are not known any more lose their kind in the readable graph.
UNWIND $rows AS row
MATCH (v:Version {sequence: row.sequence})
WHERE v.shape <> "tie"
MATCH (e:Entity {id: v.entity})
SET e = {id: v.entity}
REMOVE e:$(v.kind)
