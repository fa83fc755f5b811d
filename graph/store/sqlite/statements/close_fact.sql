-- A version ends on the recorded clock.
UPDATE fact SET recorded_to = :recorded_to, closed_sequence = :closed_sequence WHERE sequence = :sequence;
