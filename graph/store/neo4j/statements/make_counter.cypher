// The counter of a new store.
MERGE (c:Counter {name: "counter"})
ON CREATE SET c.version = 0, c.schema_version = $schema_version
