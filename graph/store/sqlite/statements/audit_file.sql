-- Which store's log this is.
SELECT id FROM audit_file;
