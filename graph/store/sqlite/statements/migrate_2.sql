-- migrate_2
-- From schema version 2 to 3: the audit log.
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
PRAGMA user_version = 3;
