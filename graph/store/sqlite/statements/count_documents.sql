-- Documents.
SELECT count(*) FROM document;
