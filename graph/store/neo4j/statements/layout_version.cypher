// The layout this store was written in.
MATCH (c:Counter)
RETURN c.schema_version
