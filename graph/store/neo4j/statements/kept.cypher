// A value by its name.
MATCH (k:Kept {name: $name})
RETURN k.value
