// All kept statements.
MATCH (s:Statement)
RETURN s.entity, s.recorded_from, s.digest, s.document, s.line, s.content
ORDER BY s.entity, s.recorded_from, s.document, s.digest
