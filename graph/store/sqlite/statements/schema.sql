-- The stored layout, schema version 3.
CREATE TABLE fact (
    sequence        INTEGER PRIMARY KEY,                   -- the place in the store's order
    shape           TEXT    NOT NULL,
    kind            TEXT    NOT NULL,
    entity          TEXT    NOT NULL,
    digest          TEXT    NOT NULL,                      -- of what it says
    source          TEXT    NOT NULL,
    target          TEXT    NOT NULL,
    name            TEXT    NOT NULL,
    name_key        TEXT,                                  -- as search compares it, where that is not the name itself
    code            TEXT    NOT NULL,
    number          TEXT    NOT NULL,
    valid_from      INTEGER,                               -- days since 1970
    valid_to        INTEGER,
    properties      TEXT    NOT NULL,                      -- canonical JSON
    document        TEXT    NOT NULL,
    line            INTEGER NOT NULL,
    recorded_from   INTEGER NOT NULL,                      -- microseconds since 1970, UTC
    recorded_to     INTEGER,
    closed_sequence INTEGER,                               -- when, in the store's order, it was closed
    owner           TEXT    NOT NULL,                      -- whose, if settled; blank, if stated
    composed        INTEGER NOT NULL                       -- put together from several statements
);
CREATE INDEX fact_entity ON fact (entity);
CREATE INDEX fact_source ON fact (source, kind) WHERE source <> '';
CREATE INDEX fact_target ON fact (target, kind) WHERE target <> '';
CREATE INDEX fact_code   ON fact (code) WHERE code <> '';
CREATE INDEX fact_number ON fact (number) WHERE number <> '';
CREATE INDEX fact_owner  ON fact (owner) WHERE owner <> '';
CREATE INDEX fact_closed ON fact (closed_sequence) WHERE closed_sequence IS NOT NULL;
-- open names in the order in which search gives them
CREATE INDEX fact_name   ON fact (length(name), name, entity, sequence, name_key)
    WHERE shape = 'subject' AND recorded_to IS NULL AND name <> '';

-- what is known now: a subject settled from its register hides what rows merely mention of it
CREATE VIEW shown AS
SELECT *
  FROM fact
 WHERE recorded_to IS NULL
   AND NOT (shape = 'subject' AND owner = ''
            AND EXISTS (SELECT 1 FROM fact AS settled
                         WHERE settled.entity = fact.entity AND settled.shape = 'subject'
                           AND settled.recorded_to IS NULL AND +settled.owner <> ''));

-- what further rows said, beside the versions that stand for the rows they came from
CREATE TABLE statement (
    entity        TEXT    NOT NULL,
    recorded_from INTEGER NOT NULL,
    digest        TEXT    NOT NULL,
    document      TEXT    NOT NULL,
    line          INTEGER NOT NULL,
    content       TEXT,                                    -- NULL: that of the entity's version with this digest
    PRIMARY KEY (entity, recorded_from, document, digest)
) WITHOUT ROWID;

CREATE TABLE document (
    hash        TEXT PRIMARY KEY,
    name        TEXT    NOT NULL,
    format      TEXT    NOT NULL,
    recorded_at INTEGER NOT NULL,
    rows_done   INTEGER NOT NULL,
    complete    INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE derived (
    id            TEXT    NOT NULL,
    recorded_from INTEGER NOT NULL,
    recorded_to   INTEGER,
    family        TEXT    NOT NULL,
    rule          TEXT    NOT NULL,
    subject       TEXT    NOT NULL,
    record        TEXT    NOT NULL,
    body          TEXT    NOT NULL,                        -- canonical JSON
    PRIMARY KEY (id, recorded_from)
) WITHOUT ROWID;
CREATE INDEX derived_subject ON derived (subject);
CREATE INDEX derived_record ON derived (record);

-- what the derivation of a record looked at: a fact that touches a key makes it be asked again
CREATE TABLE looked (
    key    INTEGER NOT NULL,
    record TEXT    NOT NULL,
    PRIMARY KEY (key, record)
) WITHOUT ROWID;
CREATE INDEX looked_record ON looked (record);

CREATE TABLE kept (
    name  TEXT PRIMARY KEY,
    value TEXT NOT NULL
) WITHOUT ROWID;

-- who asked what: written once, never changed, each entry with the digest of the one before
CREATE TABLE audit (
    sequence      INTEGER PRIMARY KEY,
    previous      TEXT    NOT NULL,
    digest        TEXT    NOT NULL,
    instant       INTEGER NOT NULL,                        -- microseconds since 1970, UTC
    who           TEXT    NOT NULL,
    office        TEXT    NOT NULL,
    purpose       TEXT    NOT NULL,
    action        TEXT    NOT NULL,
    subject       TEXT    NOT NULL,                        -- an opaque id
    scope         TEXT    NOT NULL,
    case_number   TEXT    NOT NULL,
    data_version  INTEGER NOT NULL,
    rules_version TEXT    NOT NULL,
    as_of         TEXT    NOT NULL,
    known_at      INTEGER,
    result        TEXT    NOT NULL,                        -- digest of the answer
    query_id      TEXT    NOT NULL,
    detail        TEXT    NOT NULL
);
CREATE INDEX audit_subject ON audit (subject, sequence) WHERE subject <> '';
CREATE TRIGGER audit_is_not_changed BEFORE UPDATE ON audit
BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
CREATE TRIGGER audit_is_not_cut BEFORE DELETE ON audit
BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
CREATE INDEX document_format ON document (format, recorded_at) WHERE complete;
CREATE TABLE audit_head (sequence INTEGER NOT NULL, digest TEXT NOT NULL);
INSERT INTO audit_head VALUES (0, 'ab7c23cc2254eb3249070cc6d7442ec41da920b52fa49f416dddd29a597a9151');

-- the highest sequence given out
CREATE TABLE counter (version INTEGER NOT NULL);
INSERT INTO counter VALUES (0);

PRAGMA application_id = 1129465682;                        -- 'CRGR'
PRAGMA user_version = 3;
