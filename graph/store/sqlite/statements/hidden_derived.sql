-- How many derived facts damage hides: of no family, of an impossible interval, or in only one of table and index.
SELECT (SELECT count(*) FROM derived NOT INDEXED
         WHERE typeof(id) <> 'text' OR typeof(recorded_from) <> 'integer'
            OR coalesce(family NOT IN (SELECT value FROM json_each(:known)), TRUE)
            OR (recorded_to IS NOT NULL AND (typeof(recorded_to) <> 'integer' OR recorded_to < recorded_from)))
     + abs((SELECT count(*) FROM derived NOT INDEXED) - (SELECT count(*) FROM derived INDEXED BY derived_subject));
