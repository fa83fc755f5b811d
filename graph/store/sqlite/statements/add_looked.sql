-- The derivation of a record looked at a key.
INSERT INTO looked (key, record) VALUES (?, ?);
