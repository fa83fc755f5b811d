-- This is the log of the store that keeps this id.
INSERT INTO audit_file VALUES (:id);
