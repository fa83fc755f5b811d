// audit_log_of_subject
// Entries of the audit log about one subject after a sequence, in order.
MATCH (a:AuditEntry {subject: $subject})
WHERE a.sequence > $after
RETURN a.sequence, a.previous, a.digest, a.instant, a.who, a.office,
       a.purpose, a.action, a.subject, a.scope, a.case_number, a.data_version,
       a.rules_version, a.as_of, a.known_at, a.result, a.query_id, a.detail
ORDER BY a.sequence
LIMIT $limit
