-- The open version of a derived fact ends; one opened no earlier is not left behind.
UPDATE derived SET recorded_to = :instant WHERE id = :id AND recorded_to IS NULL AND recorded_from < :instant;
