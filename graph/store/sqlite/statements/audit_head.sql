-- audit_head
-- How far the audit log has come.
SELECT sequence, digest FROM audit_head;
