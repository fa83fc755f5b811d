-- The layout of an audit log in a file of its own, version 1: entries after those in the store's own file, if any.
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
CREATE TABLE audit_head (sequence INTEGER NOT NULL, digest TEXT NOT NULL);

-- which store's log this is: the store keeps the same value
CREATE TABLE audit_file (id TEXT NOT NULL);

PRAGMA application_id = 1129464140;                        -- 'CRAL'
PRAGMA user_version = 1;
