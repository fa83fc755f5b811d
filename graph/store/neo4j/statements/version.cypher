// The data version.
MATCH (c:Counter)
RETURN c.version
