// What further rows said of these entities.
UNWIND $entities AS entity
MATCH (s:Statement {entity: entity})
RETURN s.entity, s.recorded_from, s.digest, s.document, s.line, s.content
ORDER BY s.entity, s.recorded_from, s.document, s.digest
