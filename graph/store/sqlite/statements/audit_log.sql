-- audit_log
-- Entries of the audit log after a sequence, in order.
SELECT * FROM audit WHERE sequence > :after ORDER BY sequence LIMIT :limit;
