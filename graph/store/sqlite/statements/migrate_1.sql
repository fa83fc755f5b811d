-- From schema version 1 to 2: what derivations look at is kept. The next derivation works everything out anew.
CREATE INDEX derived_record ON derived (record);
CREATE TABLE looked (
    key    INTEGER NOT NULL,
    record TEXT    NOT NULL,
    PRIMARY KEY (key, record)
) WITHOUT ROWID;
CREATE INDEX looked_record ON looked (record);
DELETE FROM kept WHERE name = 'derivation';
PRAGMA user_version = 2;
