-- audit_log_of_subject
-- Entries of the audit log about one subject after a sequence, in order.
SELECT * FROM audit WHERE subject = :subject AND subject <> '' AND sequence > :after ORDER BY sequence LIMIT :limit;
