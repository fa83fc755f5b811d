// Every version that rows made of these entities, withdrawn ones too.
UNWIND $entities AS entity
MATCH (v:Version {entity: entity})
WHERE v.owner IS NULL
RETURN v.shape, v.kind, v.entity, v.recorded_from, coalesce(v.source, ""), coalesce(v.target, ""), coalesce(v.name, ""), coalesce(v.code, ""), coalesce(v.number, ""), v.valid_from, v.valid_to, v.properties, v.document, v.line, v.recorded_to, coalesce(v.owner, ""), v.sequence, v.composed
