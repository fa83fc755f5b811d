-- How many facts are in only one of table and index.
SELECT abs((SELECT count(*) FROM fact NOT INDEXED) - (SELECT count(*) FROM fact INDEXED BY fact_entity));
