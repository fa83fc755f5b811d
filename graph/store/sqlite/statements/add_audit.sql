-- add_audit
-- One entry of the audit log, in its place.
INSERT INTO audit (sequence, previous, digest, instant, who, office, purpose, action, subject, scope, case_number,
                   data_version, rules_version, as_of, known_at, result, query_id, detail)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
