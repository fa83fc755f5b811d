// A document, or how far loading it has come.
MERGE (d:Document {hash: $hash})
SET d = $row
