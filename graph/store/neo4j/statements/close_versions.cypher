// Versions end on the recorded clock.
UNWIND $rows AS row
MATCH (v:Version {sequence: row.sequence})
SET v.recorded_to = row.recorded_to, v.closed_sequence = row.closed_sequence
