-- One version of a derived fact, in the place of one with the same id and instant.
INSERT OR REPLACE INTO derived (id, family, rule, subject, record, body, recorded_from, recorded_to)
VALUES (?, ?, ?, ?, ?, ?, ?, ?);
