// Documents.
MATCH (d:Document)
RETURN count(*)
