// Open versions of derived facts end.
UNWIND $rows AS row
MATCH (d:Derived {id: row.id})
WHERE d.recorded_to IS NULL AND d.recorded_from < row.instant
SET d.recorded_to = row.instant
