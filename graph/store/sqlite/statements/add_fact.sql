-- One new version of a fact.
INSERT INTO fact (shape, kind, entity, recorded_from, source, target, name, code, number, valid_from, valid_to,
                  properties, document, line, recorded_to, owner, sequence, composed, digest, name_key,
                  closed_sequence)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
