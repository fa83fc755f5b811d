-- All named values but where the audit log is (graph.store.sqlite.audit_file), which is this file's alone.
SELECT name, value FROM kept WHERE name <> 'audit_file' ORDER BY name;
