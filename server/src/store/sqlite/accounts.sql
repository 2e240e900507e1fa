BEGIN IMMEDIATE;
CREATE INDEX IF NOT EXISTS users_of_insurer ON users (json_extract(doc, '$.insurer_no')) WHERE facility_id IS NULL;
CREATE TABLE IF NOT EXISTS passkeys (
    id TEXT PRIMARY KEY, user_id TEXT NOT NULL, credential_id TEXT NOT NULL UNIQUE, doc TEXT NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS passkeys_of_user ON passkeys (user_id, id);
CREATE TABLE IF NOT EXISTS sessions (
    hash TEXT PRIMARY KEY, id TEXT NOT NULL UNIQUE, user_id TEXT NOT NULL, expires_at TEXT NOT NULL, doc TEXT NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS sessions_of_user ON sessions (user_id, id);
CREATE INDEX IF NOT EXISTS sessions_by_end ON sessions (expires_at);
CREATE TABLE IF NOT EXISTS invitations (hash TEXT PRIMARY KEY, user_id TEXT NOT NULL UNIQUE, doc TEXT NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS recoveries (
    id TEXT PRIMARY KEY, place TEXT NOT NULL, user_id TEXT NOT NULL, doc TEXT NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS recoveries_of_place ON recoveries (place, id);
CREATE INDEX IF NOT EXISTS recoveries_of_user ON recoveries (user_id, id);
CREATE TABLE IF NOT EXISTS programs (
    id TEXT PRIMARY KEY, facility_id TEXT NOT NULL, hash TEXT NOT NULL UNIQUE, doc TEXT NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS programs_of_facility ON programs (facility_id, id);
COMMIT;
