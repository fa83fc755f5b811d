-- A version that would end no later than it began.
DELETE FROM derived WHERE id = :id AND recorded_to IS NULL AND recorded_from >= :instant;
