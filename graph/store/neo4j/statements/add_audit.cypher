// add_audit
// Entries of the audit log, in their places.
UNWIND $rows AS row
CREATE (a:AuditEntry)
SET a = row
