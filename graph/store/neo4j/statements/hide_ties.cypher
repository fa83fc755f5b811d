// Ties that are not known any more leave the readable graph.
UNWIND $rows AS row
MATCH (v:Version {sequence: row.sequence})
WHERE v.shape = "tie"
MATCH (:Entity {id: v.source})-[r]->(:Entity {id: v.target})
WHERE r.sequence = v.sequence
DELETE r
