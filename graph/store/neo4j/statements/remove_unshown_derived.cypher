// Versions that would end no later than they began.
UNWIND $rows AS row
MATCH (d:Derived {id: row.id})
WHERE d.recorded_to IS NULL AND d.recorded_from >= row.instant
DETACH DELETE d
