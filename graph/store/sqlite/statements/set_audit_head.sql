-- set_audit_head
-- The audit log has come further.
UPDATE audit_head SET sequence = :sequence, digest = :digest;
