-- What one more row said.
INSERT OR IGNORE INTO statement (entity, recorded_from, digest, document, line, content)
VALUES (:entity, :recorded_from, :digest, :document, :line, :content);
