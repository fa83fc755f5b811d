-- Whether anything was ever written here (kept values do not count, but that an audit log was begun does).
SELECT (SELECT version FROM counter) > 0
       OR EXISTS (SELECT 1 FROM fact) OR EXISTS (SELECT 1 FROM document) OR EXISTS (SELECT 1 FROM derived)
       OR EXISTS (SELECT 1 FROM audit) OR EXISTS (SELECT 1 FROM kept WHERE name = 'audit_file');
