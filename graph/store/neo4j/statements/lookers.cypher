// Records whose derivation looked at any of these keys.
UNWIND $keys AS key
MATCH (l:Looked {key: key})
RETURN DISTINCT l.record
