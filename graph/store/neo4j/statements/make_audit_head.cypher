// make_audit_head
// The head of a new audit log.
MERGE (h:AuditHead {name: "audit"})
ON CREATE SET h.sequence = 0,
              h.digest = "ab7c23cc2254eb3249070cc6d7442ec41da920b52fa49f416dddd29a597a9151"
