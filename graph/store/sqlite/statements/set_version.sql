-- The data version after a write.
UPDATE counter SET version = :version;
