BEGIN IMMEDIATE;
CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS insurers (insurer_no TEXT PRIMARY KEY, doc TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS facilities (
    id TEXT PRIMARY KEY, office_no TEXT NOT NULL UNIQUE, doc TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS users (id TEXT PRIMARY KEY, facility_id TEXT, doc TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS persons (
    insurer_no TEXT NOT NULL, insured_no TEXT NOT NULL, person_id TEXT NOT NULL, PRIMARY KEY (insurer_no, insured_no)
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS applications (
    person_id TEXT NOT NULL, insurer_no TEXT NOT NULL, apply_date TEXT NOT NULL, id TEXT NOT NULL UNIQUE,
    PRIMARY KEY (person_id, insurer_no, apply_date)
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS requests (
    id TEXT PRIMARY KEY, application_id TEXT NOT NULL, facility_id TEXT NOT NULL, insurer_no TEXT NOT NULL,
    electronic INTEGER NOT NULL, due TEXT NOT NULL, doc TEXT NOT NULL, UNIQUE (application_id, facility_id)
) STRICT;
CREATE INDEX IF NOT EXISTS requests_of_facility ON requests (facility_id, due, id);
CREATE INDEX IF NOT EXISTS requests_of_insurer ON requests (insurer_no, due, id) WHERE electronic = 1;
CREATE TABLE IF NOT EXISTS drafts (
    id TEXT PRIMARY KEY, facility_id TEXT NOT NULL, request_id TEXT, finished INTEGER NOT NULL, doc TEXT NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS open_drafts ON drafts (facility_id, id) WHERE finished = 0;
CREATE INDEX IF NOT EXISTS drafts_of_request ON drafts (request_id);
CREATE TABLE IF NOT EXISTS operations (
    draft_id TEXT NOT NULL, id TEXT NOT NULL, version INTEGER NOT NULL, doc TEXT NOT NULL, PRIMARY KEY (draft_id, id)
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS letters (
    id TEXT PRIMARY KEY, application_id TEXT NOT NULL, person_id TEXT NOT NULL, facility_id TEXT NOT NULL,
    insurer_no TEXT NOT NULL, version INTEGER NOT NULL, received_at TEXT NOT NULL, draft_id TEXT, replaces TEXT,
    doc TEXT NOT NULL, bytes TEXT NOT NULL, UNIQUE (application_id, facility_id, version)
) STRICT;
CREATE INDEX IF NOT EXISTS letters_of_facility ON letters (facility_id, received_at, id);
CREATE INDEX IF NOT EXISTS letters_of_insurer ON letters (insurer_no, received_at, id);
CREATE INDEX IF NOT EXISTS letters_of_person_by_time ON letters (person_id, facility_id, received_at, id);
CREATE INDEX IF NOT EXISTS letters_of_draft_by_time ON letters (draft_id, facility_id, received_at)
    WHERE draft_id IS NOT NULL;
CREATE INDEX IF NOT EXISTS replacements ON letters (replaces) WHERE replaces IS NOT NULL;
CREATE TABLE IF NOT EXISTS sources (
    letter_id TEXT PRIMARY KEY, media_type TEXT NOT NULL, software TEXT NOT NULL, bytes BLOB NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS answers (
    scope TEXT NOT NULL, key TEXT NOT NULL, digest TEXT NOT NULL, status INTEGER NOT NULL, etag TEXT,
    body TEXT NOT NULL, at TEXT NOT NULL, kept INTEGER NOT NULL, PRIMARY KEY (scope, key)
) STRICT;
CREATE INDEX IF NOT EXISTS answers_to_forget ON answers (at) WHERE kept = 0;
CREATE TABLE IF NOT EXISTS numbers (
    insurer_no TEXT NOT NULL, date TEXT NOT NULL, last INTEGER NOT NULL, PRIMARY KEY (insurer_no, date)
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS events (
    recipient TEXT NOT NULL, number INTEGER NOT NULL, at TEXT NOT NULL, doc TEXT NOT NULL,
    PRIMARY KEY (recipient, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS events_by_age ON events (at);
CREATE TABLE IF NOT EXISTS audit_log (
    number INTEGER PRIMARY KEY, place TEXT NOT NULL, doc TEXT NOT NULL, hash TEXT NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS audit_of_place ON audit_log (place, number);
CREATE TABLE IF NOT EXISTS audit_people (
    person_id TEXT NOT NULL, insurer_no TEXT NOT NULL, number INTEGER NOT NULL,
    PRIMARY KEY (person_id, insurer_no, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS audit_people_of_event ON audit_people (number, insurer_no, person_id);
CREATE TABLE IF NOT EXISTS checkpoints (number INTEGER PRIMARY KEY, doc TEXT NOT NULL) STRICT;
CREATE TRIGGER IF NOT EXISTS audit_log_fixed BEFORE UPDATE ON audit_log
    BEGIN SELECT raise(ABORT, 'the audit log is append-only'); END;
CREATE TRIGGER IF NOT EXISTS audit_log_kept BEFORE DELETE ON audit_log
    BEGIN SELECT raise(ABORT, 'the audit log is append-only'); END;
CREATE TABLE IF NOT EXISTS deliveries (
    letter_id TEXT PRIMARY KEY, version INTEGER NOT NULL, insurer_no TEXT NOT NULL, delivered INTEGER NOT NULL,
    tries INTEGER NOT NULL, next_try TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS deliveries_due ON deliveries (next_try) WHERE delivered = 0;
CREATE TABLE IF NOT EXISTS phrases (
    id TEXT PRIMARY KEY, facility_id TEXT NOT NULL, user_id TEXT NOT NULL, personal INTEGER NOT NULL, doc TEXT NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS phrases_of_facility ON phrases (facility_id, id);
CREATE TABLE IF NOT EXISTS terminals (
    id TEXT PRIMARY KEY, place TEXT NOT NULL, fingerprint TEXT NOT NULL UNIQUE, doc TEXT NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS terminals_of_place ON terminals (place, id);
CREATE TABLE IF NOT EXISTS enrolment_codes (
    id TEXT PRIMARY KEY, place TEXT NOT NULL, hash TEXT NOT NULL UNIQUE, expires_at TEXT NOT NULL, doc TEXT NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS enrolment_codes_of_place ON enrolment_codes (place, id);
INSERT OR IGNORE INTO meta (name, value) VALUES ('terminals', 0);
INSERT OR IGNORE INTO meta (name, value) VALUES ('epoch', 1);
COMMIT;
