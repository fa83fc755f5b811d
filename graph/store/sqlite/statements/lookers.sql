-- Records whose derivation looked at any of these keys.
SELECT DISTINCT record FROM looked WHERE key IN (SELECT value FROM json_each(:keys)) ORDER BY record;
