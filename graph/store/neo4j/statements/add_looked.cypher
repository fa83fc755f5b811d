// What the derivations of records looked at.
UNWIND $rows AS row
UNWIND row.keys AS key
CREATE (:Looked {record: row.record, key: key})
