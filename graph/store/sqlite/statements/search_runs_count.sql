-- How many names hold the text, as far as :most.
SELECT count(*) FROM (SELECT 1 FROM name_index WHERE name_key MATCH :phrase LIMIT :most);
