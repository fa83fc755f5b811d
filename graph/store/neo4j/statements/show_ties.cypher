// Ties in the readable graph, typed by their kind.
UNWIND $rows AS row
MERGE (a:Entity {id: row.source})
MERGE (b:Entity {id: row.target})
CREATE (a)-[r:$(row.kind)]->(b)
SET r = row.natural
