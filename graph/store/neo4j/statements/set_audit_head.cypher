// set_audit_head
// The audit log has come further.
MATCH (h:AuditHead {name: "audit"})
SET h.sequence = $sequence, h.digest = $digest
