// audit_head
// How far the audit log has come.
MATCH (h:AuditHead {name: "audit"})
RETURN h.sequence, h.digest
