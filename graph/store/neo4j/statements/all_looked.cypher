// Everything that derivations looked at.
MATCH (l:Looked)
WITH l.record AS record, l.key AS key
ORDER BY record, key
RETURN record, collect(key)
ORDER BY record
