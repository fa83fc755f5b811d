// What further rows said.
UNWIND $rows AS row
MERGE (s:Statement {entity: row.entity, recorded_from: row.recorded_from, document: row.document, digest: row.digest})
ON CREATE SET s.line = row.line, s.content = row.content
