// lock_audit
// The head of the audit log, locked until the transaction ends: whoever appends takes turns.
MATCH (h:AuditHead {name: "audit"})
SET h.locked = true
RETURN h.sequence, h.digest
