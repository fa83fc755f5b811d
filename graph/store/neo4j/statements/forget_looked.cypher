// What the derivations of records looked at before.
UNWIND $rows AS row
MATCH (l:Looked {record: row.record})
DELETE l
