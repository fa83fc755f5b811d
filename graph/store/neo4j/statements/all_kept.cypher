// All named values.
MATCH (k:Kept)
RETURN k.name, k.value
ORDER BY k.name
