-- Version 1 of the control tables. {schema} is the quoted name of the schema.
CREATE SCHEMA IF NOT EXISTS {schema};
COMMENT ON SCHEMA {schema} IS 'Backfills of MigrationSafety: definitions, ranges, quarantine, events, control functions';

CREATE TABLE {schema}.version (
    only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    version integer NOT NULL,
    installed_at timestamptz NOT NULL DEFAULT now());

CREATE TABLE {schema}.backfill (
    name text PRIMARY KEY,
    definition jsonb NOT NULL,
    definition_hash text NOT NULL,
    table_oid oid NOT NULL,
    table_name text NOT NULL,
    state text NOT NULL DEFAULT 'registered' CHECK (state IN ('registered', 'running', 'completed', 'stopped', 'cancelled')),
    pass integer NOT NULL DEFAULT 0,
    -- Verification passes are counted from here: a new start may try again.
    verify_from integer NOT NULL DEFAULT 0,
    paused boolean NOT NULL DEFAULT false,
    reason text,
    target_batch_ms integer NOT NULL CHECK (target_batch_ms > 0),
    max_workers integer CHECK (max_workers > 0),
    rest_ratio double precision NOT NULL CHECK (rest_ratio >= 0),
    created_at timestamptz NOT NULL DEFAULT now(),
    completed_at timestamptz,
    verified_at timestamptz);

-- One round over the table: 'fill' writes, 'verify' compares (and repairs, where asked to).
CREATE TABLE {schema}.pass (
    backfill text NOT NULL REFERENCES {schema}.backfill ON DELETE CASCADE,
    pass integer NOT NULL,
    phase text NOT NULL CHECK (phase IN ('fill', 'verify')),
    started_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    finished_at timestamptz,
    triggers text,
    rows_changed bigint,
    clean boolean,
    PRIMARY KEY (backfill, pass));

-- Rows with a key above lower_key, up to and with upper_key; null is no bound. position is the last key that is done.
-- Half-empty pages: every checkpoint rewrites a row, and does so in the same page.
CREATE TABLE {schema}.backfill_range (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    backfill text NOT NULL REFERENCES {schema}.backfill ON DELETE CASCADE,
    pass integer NOT NULL,
    phase text NOT NULL,
    relation oid NOT NULL,
    filenode oid,
    lower_key text[],
    upper_key text[],
    position text[],
    done boolean NOT NULL DEFAULT false,
    token uuid,
    lease_until timestamptz,
    worker_pid integer,
    worker_started timestamptz,
    worker text,
    estimated_rows bigint NOT NULL,
    rows_done bigint NOT NULL DEFAULT 0,
    rows_changed bigint NOT NULL DEFAULT 0,
    hot_updates bigint NOT NULL DEFAULT 0,
    batches bigint NOT NULL DEFAULT 0,
    busy_ms double precision NOT NULL DEFAULT 0) WITH (fillfactor = 50);
CREATE INDEX backfill_range_of_pass ON {schema}.backfill_range (backfill, pass);

CREATE TABLE {schema}.quarantine (
    backfill text NOT NULL REFERENCES {schema}.backfill ON DELETE CASCADE,
    relation oid NOT NULL,
    key text[] NOT NULL,
    pass integer NOT NULL,
    sqlstate text NOT NULL,
    message text NOT NULL,
    at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (backfill, relation, key));

CREATE TABLE {schema}.event (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at timestamptz NOT NULL DEFAULT clock_timestamp(),
    backfill text NOT NULL,
    kind text NOT NULL,
    message text NOT NULL,
    role text NOT NULL DEFAULT session_user);
CREATE INDEX event_of_backfill ON {schema}.event (backfill, id);

INSERT INTO {schema}.version (version) VALUES (1);
