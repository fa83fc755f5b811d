-- The log goes on after what is in the store's own file.
INSERT INTO audit_head VALUES (:sequence, :digest);
