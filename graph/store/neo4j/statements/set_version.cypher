// The version after a write.
MATCH (c:Counter)
SET c.version = $version
