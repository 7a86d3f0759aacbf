-- Version 2: what opens the gate before a contract step.
CREATE TABLE {schema}.release (
    backfill text PRIMARY KEY,
    released_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    released_by text NOT NULL DEFAULT session_user,
    reason text NOT NULL,
    -- What a forced release passed over; null: released the ordinary way.
    skipped text[]);

-- Applications tell that they run, for databases behind a pooler that hides their application_name.
CREATE TABLE {schema}.application (
    name text NOT NULL,
    instance text NOT NULL,
    seen_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (name, instance));

-- It returns more now; functions.sql makes it anew.
DROP FUNCTION IF EXISTS {schema}.status(text);

UPDATE {schema}.version SET version = 2, installed_at = now();
