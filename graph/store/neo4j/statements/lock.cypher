// The counter, locked until the transaction ends: writers take turns.
MATCH (c:Counter)
SET c.locked = true
RETURN c.version
