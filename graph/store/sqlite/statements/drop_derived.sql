-- All versions of a derived fact.
DELETE FROM derived WHERE id = :id;
