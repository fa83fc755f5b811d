// migrate_2
// From schema version 2 to 3: the audit log.
MATCH (c:Counter)
SET c.schema_version = 3
WITH c
MERGE (h:AuditHead {name: "audit"})
ON CREATE SET h.sequence = 0,
              h.digest = "ab7c23cc2254eb3249070cc6d7442ec41da920b52fa49f416dddd29a597a9151"
