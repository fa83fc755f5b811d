-- Accounts: who may ask. Kept apart from facts: these are not about the world, are changed in place, and belong in no
-- backup of a store that goes to others.
CREATE TABLE office (
    code  TEXT PRIMARY KEY,
    name  TEXT NOT NULL,
    place TEXT NOT NULL                                    -- prefix of region codes; '' everywhere
) WITHOUT ROWID;

CREATE TABLE account (
    name      TEXT PRIMARY KEY,
    kind      TEXT NOT NULL CHECK (kind IN ('user', 'system')),
    office    TEXT NOT NULL REFERENCES office (code),
    roles     TEXT NOT NULL,                               -- JSON list
    password  TEXT,                                        -- Argon2id; NULL for a system
    secret    TEXT,                                        -- digest of a system's secret; NULL for a user
    disabled  INTEGER NOT NULL DEFAULT 0,
    failures  INTEGER NOT NULL DEFAULT 0,
    failed_at INTEGER NOT NULL DEFAULT 0                   -- seconds since 1970
) WITHOUT ROWID;

-- tokens, cookies' sessions and API keys, each by the digest of its secret
CREATE TABLE credential (
    digest  TEXT PRIMARY KEY,
    kind    TEXT NOT NULL CHECK (kind IN ('token', 'cookie', 'key')),
    id      TEXT NOT NULL UNIQUE,                          -- what it is called when it is listed or revoked
    account TEXT NOT NULL REFERENCES account (name),
    issued  INTEGER NOT NULL,
    expires INTEGER                                        -- NULL: until it is revoked
) WITHOUT ROWID;
CREATE INDEX credential_account ON credential (account);

PRAGMA application_id = 1129464643;                        -- 'CRAC'
PRAGMA user_version = 1;
