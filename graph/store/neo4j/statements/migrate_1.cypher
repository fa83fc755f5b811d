// From schema version 1 to 2: what derivations look at is kept. The next derivation works everything out anew.
MATCH (c:Counter)
SET c.schema_version = 2
WITH c
MATCH (k:Kept {name: "derivation"})
DELETE k
