// New versions of facts.
UNWIND $rows AS row
CREATE (v:Version)
SET v = row
