-- Everything that derivations looked at.
SELECT record, json_group_array(key) FROM (SELECT record, key FROM looked ORDER BY record, key) GROUP BY record ORDER BY record;
