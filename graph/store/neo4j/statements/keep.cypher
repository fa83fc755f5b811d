// A small named value.
MERGE (k:Kept {name: $name})
SET k.value = $value
