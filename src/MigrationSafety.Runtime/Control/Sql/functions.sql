-- Functions of the control schema; replaced at every upgrade. The first ones are the workers', the last ones are for people.

-- A lease holds while its time is not over by the server's clock and its backend lives. Sessions of other roles show no
-- backend_start without pg_read_all_stats; they are taken to live until the time is over.
CREATE OR REPLACE FUNCTION {schema}.lease_holds(p_until timestamptz, p_pid integer, p_started timestamptz) RETURNS boolean
LANGUAGE sql VOLATILE AS $$
    SELECT p_until > clock_timestamp()
       AND EXISTS (SELECT FROM pg_stat_activity a WHERE a.pid = p_pid AND (a.backend_start IS NULL OR a.backend_start = p_started))
$$;

CREATE OR REPLACE FUNCTION {schema}.own_start() RETURNS timestamptz
LANGUAGE sql VOLATILE AS $$ SELECT backend_start FROM pg_stat_activity WHERE pid = pg_backend_pid() $$;

-- Gives the caller a range that nobody works on, or none. The row of the backfill is locked: claims come one after the other.
CREATE OR REPLACE FUNCTION {schema}.claim_range(p_backfill text, p_token uuid, p_worker text, p_lease interval)
RETURNS SETOF {schema}.backfill_range LANGUAGE plpgsql AS $$
DECLARE
    b {schema}.backfill;
    found_range bigint;
BEGIN
    SELECT * INTO b FROM {schema}.backfill f WHERE f.name = p_backfill FOR NO KEY UPDATE;
    IF NOT FOUND OR b.paused OR b.state <> 'running' THEN
        RETURN;
    END IF;
    IF b.max_workers IS NOT NULL AND b.max_workers <= (
        SELECT count(*) FROM {schema}.backfill_range r
        WHERE r.backfill = p_backfill AND r.pass = b.pass AND NOT r.done AND r.token IS NOT NULL
          AND {schema}.lease_holds(r.lease_until, r.worker_pid, r.worker_started)) THEN
        RETURN;
    END IF;
    SELECT r.id INTO found_range FROM {schema}.backfill_range r
    WHERE r.backfill = p_backfill AND r.pass = b.pass AND NOT r.done
      AND (r.token IS NULL OR NOT {schema}.lease_holds(r.lease_until, r.worker_pid, r.worker_started))
    ORDER BY r.id LIMIT 1 FOR UPDATE SKIP LOCKED;
    RETURN QUERY UPDATE {schema}.backfill_range r
    SET token = p_token, lease_until = clock_timestamp() + p_lease, worker_pid = pg_backend_pid(),
        worker_started = {schema}.own_start(), worker = p_worker
    WHERE r.id = found_range RETURNING r.*;
END $$;

-- The same range in a new session, after the old one was lost. A new token: whatever the old session still has to send fails.
CREATE OR REPLACE FUNCTION {schema}.resume_range(p_range bigint, p_token uuid, p_new_token uuid, p_lease interval)
RETURNS SETOF {schema}.backfill_range LANGUAGE sql AS $$
    UPDATE {schema}.backfill_range r
    SET token = p_new_token, lease_until = clock_timestamp() + p_lease, worker_pid = pg_backend_pid(), worker_started = {schema}.own_start()
    WHERE r.id = p_range AND r.token = p_token RETURNING r.*
$$;

CREATE OR REPLACE FUNCTION {schema}.renew_lease(p_range bigint, p_token uuid, p_lease interval) RETURNS boolean
LANGUAGE sql AS $$
    WITH renewed AS (
        UPDATE {schema}.backfill_range r SET lease_until = clock_timestamp() + p_lease WHERE r.id = p_range AND r.token = p_token RETURNING 1)
    SELECT EXISTS (SELECT FROM renewed)
$$;

CREATE OR REPLACE FUNCTION {schema}.release_range(p_range bigint, p_token uuid) RETURNS void
LANGUAGE sql AS $$ UPDATE {schema}.backfill_range r SET token = NULL WHERE r.id = p_range AND r.token = p_token $$;

-- The first statement of a batch: the range is ours, and as we think it is; nobody paused the backfill. Marks the transaction
-- for triggers. Asynchronous commit loses nothing: the checkpoint is in the same transaction, both are lost together.
CREATE OR REPLACE FUNCTION {schema}.fence(p_range bigint, p_token uuid, p_upper text[],
    OUT started timestamptz, OUT target_batch_ms integer, OUT rest_ratio double precision, OUT updated bigint, OUT hot bigint)
LANGUAGE plpgsql AS $$
DECLARE
    r record;
    b record;
BEGIN
    SELECT g.backfill, g.upper_key, g.relation INTO r
    FROM {schema}.backfill_range g WHERE g.id = p_range AND g.token = p_token FOR NO KEY UPDATE;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'another worker has taken range %', p_range USING ERRCODE = 'MS001';
    END IF;
    IF r.upper_key IS DISTINCT FROM p_upper THEN
        RAISE EXCEPTION 'range % was split', p_range USING ERRCODE = 'MS003';
    END IF;
    SELECT f.state, f.paused, f.target_batch_ms, f.rest_ratio INTO b FROM {schema}.backfill f WHERE f.name = r.backfill;
    IF b.paused OR b.state <> 'running' THEN
        RAISE EXCEPTION 'backfill % is %', r.backfill, CASE WHEN b.paused THEN 'paused' ELSE b.state END USING ERRCODE = 'MS004';
    END IF;
    PERFORM set_config('synchronous_commit', 'off', true), set_config('migration_safety.backfill', r.backfill, true);
    updated := pg_stat_get_xact_tuples_updated(r.relation);
    hot := pg_stat_get_xact_tuples_hot_updated(r.relation);
    target_batch_ms := b.target_batch_ms;
    rest_ratio := b.rest_ratio;
    started := clock_timestamp();
END $$;

-- The last statement of a batch that changes something: position and counts, in the batch's own transaction. The batch holds
-- a lock on the relation by now, so neither its name nor its file changes before the commit.
CREATE OR REPLACE FUNCTION {schema}.checkpoint(p_range bigint, p_token uuid, p_relation text, p_position text[], p_rows bigint,
    p_changed bigint, p_hot bigint, p_ms double precision, p_done boolean, p_lease interval) RETURNS bigint
LANGUAGE plpgsql AS $$
DECLARE
    r record;
BEGIN
    UPDATE {schema}.backfill_range g
    SET position = p_position, rows_done = g.rows_done + greatest(p_rows, p_changed), rows_changed = g.rows_changed + p_changed,
        hot_updates = g.hot_updates + p_hot, batches = g.batches + 1, busy_ms = g.busy_ms + p_ms,
        lease_until = clock_timestamp() + p_lease, done = p_done, token = CASE WHEN p_done THEN NULL ELSE g.token END
    WHERE g.id = p_range AND g.token = p_token
    RETURNING g.relation, g.filenode INTO r;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'another worker has taken range %', p_range USING ERRCODE = 'MS001';
    END IF;
    IF to_regclass(p_relation)::oid IS DISTINCT FROM r.relation THEN
        RAISE EXCEPTION '% is no longer the relation that was planned', p_relation USING ERRCODE = 'MS002';
    END IF;
    IF r.filenode <> pg_relation_filenode(r.relation) THEN
        RAISE EXCEPTION '% was rewritten', p_relation USING ERRCODE = 'MS005';
    END IF;
    RETURN p_changed;
END $$;

-- Every trigger of a table and its function, as they are now. A change of either gives another text.
CREATE OR REPLACE FUNCTION {schema}.triggers_of(p_table oid) RETURNS text
LANGUAGE sql STABLE AS $$
    SELECT md5(coalesce(string_agg(concat_ws(',', t.oid, t.tgenabled, t.xmin, p.oid, p.xmin), ';' ORDER BY t.oid), ''))
    FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid
    WHERE NOT t.tgisinternal AND t.tgrelid IN (
        WITH RECURSIVE tree AS (
            SELECT p_table AS relation UNION ALL SELECT i.inhrelid FROM pg_inherits i JOIN tree ON i.inhparent = tree.relation)
        SELECT relation FROM tree)
$$;

-- For people and tools, from any client. They run with the rights of the schema's owner: EXECUTE is all that an operator needs.
CREATE OR REPLACE FUNCTION {schema}.command(p_backfill text, p_kind text, p_message text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM {schema}.backfill f WHERE f.name = p_backfill) THEN
        RAISE EXCEPTION 'there is no backfill named %', quote_literal(p_backfill)
            USING ERRCODE = 'MS010', HINT = 'SELECT name FROM {schema}.backfill lists them.';
    END IF;
    -- Whoever reads that the command succeeded may rely on it: it survives a crash.
    PERFORM set_config('synchronous_commit', 'on', true)
    WHERE current_setting('synchronous_commit') = 'off';
    INSERT INTO {schema}.event (backfill, kind, message) VALUES (p_backfill, p_kind, p_message);
END $$;

CREATE OR REPLACE FUNCTION {schema}.pause(p_backfill text, p_reason text DEFAULT 'paused by hand') RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM {schema}.command(p_backfill, 'pause', p_reason);
    UPDATE {schema}.backfill f SET paused = true, reason = p_reason WHERE f.name = p_backfill;
END $$;

CREATE OR REPLACE FUNCTION {schema}.resume(p_backfill text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM {schema}.command(p_backfill, 'resume', 'resumed');
    UPDATE {schema}.backfill f
    SET paused = false, reason = NULL,
        state = CASE WHEN f.state IN ('stopped', 'cancelled') THEN CASE WHEN f.pass = 0 THEN 'registered' ELSE 'running' END ELSE f.state END
    WHERE f.name = p_backfill;
END $$;

CREATE OR REPLACE FUNCTION {schema}.cancel(p_backfill text, p_reason text DEFAULT 'cancelled by hand') RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM {schema}.command(p_backfill, 'cancel', p_reason);
    UPDATE {schema}.backfill f SET state = 'cancelled', reason = p_reason WHERE f.name = p_backfill AND f.state <> 'completed';
END $$;

-- Null leaves a setting as it is; 0 workers takes the limit away.
CREATE OR REPLACE FUNCTION {schema}.throttle(p_backfill text, p_target_batch_ms integer DEFAULT NULL,
    p_max_workers integer DEFAULT NULL, p_rest_ratio double precision DEFAULT NULL) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM {schema}.command(p_backfill, 'throttle', format('target_batch_ms %s, max_workers %s, rest_ratio %s',
        coalesce(p_target_batch_ms::text, 'as before'), coalesce(p_max_workers::text, 'as before'), coalesce(p_rest_ratio::text, 'as before')));
    UPDATE {schema}.backfill f
    SET target_batch_ms = coalesce(p_target_batch_ms, f.target_batch_ms), rest_ratio = coalesce(p_rest_ratio, f.rest_ratio),
        max_workers = CASE WHEN p_max_workers IS NULL THEN f.max_workers ELSE nullif(p_max_workers, 0) END
    WHERE f.name = p_backfill;
END $$;

-- Takes a backfill out of the tables, so that its name can be used for another definition.
CREATE OR REPLACE FUNCTION {schema}.forget(p_backfill text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM {schema}.command(p_backfill, 'forget', 'taken out of the tables');
    DELETE FROM {schema}.backfill f WHERE f.name = p_backfill AND f.state <> 'running';
    IF NOT FOUND THEN
        RAISE EXCEPTION 'backfill % is running', p_backfill USING ERRCODE = 'MS011', HINT = 'Cancel it first.';
    END IF;
    DELETE FROM {schema}.release r WHERE r.backfill = p_backfill;
END $$;

-- The next start compares all rows again.
CREATE OR REPLACE FUNCTION {schema}.verify(p_backfill text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM {schema}.command(p_backfill, 'verify', 'to be verified again');
    UPDATE {schema}.backfill f SET verified_at = NULL, reason = 'to be verified again: start it' WHERE f.name = p_backfill AND f.state = 'completed';
END $$;

-- Says that no running version needs the old side any more; the gate then opens as soon as everything else is in order.
CREATE OR REPLACE FUNCTION {schema}.release(p_backfill text, p_reason text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM {schema}.command(p_backfill, 'release', p_reason);
    INSERT INTO {schema}.release (backfill, reason) VALUES (p_backfill, p_reason)
    ON CONFLICT (backfill) DO UPDATE SET released_at = excluded.released_at, released_by = excluded.released_by, reason = excluded.reason, skipped = NULL;
END $$;

CREATE OR REPLACE FUNCTION {schema}.withdraw(p_backfill text, p_reason text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    DELETE FROM {schema}.release r WHERE r.backfill = p_backfill;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'backfill % is not released', quote_literal(p_backfill) USING ERRCODE = 'MS010';
    END IF;
    INSERT INTO {schema}.event (backfill, kind, message) VALUES (p_backfill, 'withdraw', p_reason);
END $$;

-- Opens the gate whatever is missing, also for a backfill that never ran here; returns what it passes over.
CREATE OR REPLACE FUNCTION {schema}.force_release(p_backfill text, p_reason text) RETURNS text[]
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    skipped text[];
BEGIN
    DELETE FROM {schema}.release r WHERE r.backfill = p_backfill;
    skipped := coalesce({schema}.missing(p_backfill), ARRAY['it has never run here'])
        || 'soak time and sessions of retired versions are not looked at'::text;
    PERFORM set_config('synchronous_commit', 'on', true) WHERE current_setting('synchronous_commit') = 'off';
    INSERT INTO {schema}.release (backfill, reason, skipped) VALUES (p_backfill, p_reason, skipped);
    INSERT INTO {schema}.event (backfill, kind, message)
    VALUES (p_backfill, 'forced release', p_reason || ' (passed over: ' || array_to_string(skipped, '; ') || ')');
    RAISE WARNING 'the gate of backfill % is forced; passed over: %', quote_literal(p_backfill), array_to_string(skipped, '; ');
    RETURN skipped;
END $$;

-- An application says that it runs; called every 15 s or so. After a minute of silence it counts as gone.
CREATE OR REPLACE FUNCTION {schema}.heartbeat(p_application text, p_instance text) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    DELETE FROM {schema}.application a WHERE a.seen_at < clock_timestamp() - interval '1 day';
    INSERT INTO {schema}.application (name, instance) VALUES (p_application, p_instance)
    ON CONFLICT (name, instance) DO UPDATE SET seen_at = excluded.seen_at
$$;

-- What a backfill still lacks, whatever its gate asks for besides; null: there is none of this name. With p_hold it stays as it is until
-- the end of the caller's transaction.
CREATE OR REPLACE FUNCTION {schema}.missing(p_backfill text, p_hold boolean DEFAULT false) RETURNS text[]
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    b {schema}.backfill;
    quarantined bigint;
    missing text[] := '{}';
BEGIN
    IF p_hold THEN
        PERFORM 1 FROM {schema}.backfill f WHERE f.name = p_backfill FOR SHARE;
    END IF;
    SELECT * INTO b FROM {schema}.backfill f WHERE f.name = p_backfill;
    IF NOT FOUND THEN
        RETURN NULL;
    END IF;
    IF b.state <> 'completed' THEN
        missing := missing || concat_ws(': ', 'it is ' || CASE WHEN b.paused THEN 'paused' ELSE b.state END, b.reason);
    ELSIF b.verified_at IS NULL THEN
        missing := missing || concat_ws(': ', 'it is not verified', b.reason);
    ELSIF (SELECT p.triggers FROM {schema}.pass p WHERE p.backfill = b.name AND p.pass = b.pass) IS DISTINCT FROM {schema}.triggers_of(b.table_oid) THEN
        missing := missing || format('a trigger of %s was changed since it was verified: call {schema}.verify(%L) and start it again', b.table_name, b.name);
    END IF;
    SELECT count(*) INTO quarantined FROM {schema}.quarantine q WHERE q.backfill = p_backfill;
    IF quarantined > 0 THEN
        missing := missing || format('%s rows are in quarantine', quarantined);
    END IF;
    RETURN missing;
END $$;

CREATE OR REPLACE FUNCTION {schema}.unreleased(p_backfill text, p_soak interval, p_retired text) RETURNS text[]
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    since timestamptz;
    completed timestamptz;
    sessions text;
    missing text[] := '{}';
BEGIN
    SELECT r.released_at INTO since FROM {schema}.release r WHERE r.backfill = p_backfill;
    SELECT f.completed_at INTO completed FROM {schema}.backfill f WHERE f.name = p_backfill;
    IF since IS NULL THEN
        missing := missing || format('it is not released: call {schema}.release(%L, ''why'')', p_backfill);
    ELSIF greatest(since, completed) + p_soak > clock_timestamp() THEN
        missing := missing || format('the soak time of %s ends at %s', p_soak, to_char(greatest(since, completed) + p_soak, 'YYYY-MM-DD HH24:MI:SS TZ'));
    END IF;
    -- Else a transaction sees the sessions of its first look.
    PERFORM pg_stat_clear_snapshot();
    SELECT string_agg(format('%s (%s)', s.name, s.sessions), ', ' ORDER BY s.name) INTO sessions FROM (
        SELECT u.name, count(*) AS sessions FROM (
            SELECT a.application_name AS name FROM pg_stat_activity a
            WHERE a.datname = current_database() AND a.application_name LIKE p_retired AND a.pid <> pg_backend_pid()
            UNION ALL
            SELECT h.name FROM {schema}.application h WHERE h.name LIKE p_retired AND h.seen_at > clock_timestamp() - interval '1 minute') u
        GROUP BY u.name) s;
    IF sessions IS NOT NULL THEN
        missing := missing || ('retired versions still run: ' || sessions);
    END IF;
    RETURN missing;
END $$;

-- Why the gate is closed; empty: it is open. A backfill that never ran is not missed where its table (p_table, as SQL) is empty or not there.
-- p_retired: a LIKE pattern of application_name or heartbeat. Runs with the caller's rights: it reads the table.
CREATE OR REPLACE FUNCTION {schema}.gate(p_backfill text, p_table text DEFAULT NULL, p_soak interval DEFAULT interval '0',
    p_retired text DEFAULT NULL, p_hold boolean DEFAULT false) RETURNS text[]
LANGUAGE plpgsql AS $$
DECLARE
    missing text[];
    has_rows boolean := true;
BEGIN
    IF {schema}.is_forced(p_backfill) THEN
        RETURN '{}';
    END IF;
    missing := {schema}.missing(p_backfill, p_hold);
    IF missing IS NOT NULL THEN
        RETURN missing || {schema}.unreleased(p_backfill, p_soak, p_retired);
    END IF;
    IF p_table IS NOT NULL THEN
        has_rows := false;
        IF to_regclass(p_table) IS NOT NULL THEN
            EXECUTE format('SELECT EXISTS (SELECT FROM %s)', to_regclass(p_table)) INTO has_rows;
        END IF;
    END IF;
    RETURN CASE WHEN has_rows THEN ARRAY['it has never run here'] ELSE '{}' END;
END $$;

CREATE OR REPLACE FUNCTION {schema}.is_forced(p_backfill text) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT EXISTS (SELECT FROM {schema}.release r WHERE r.backfill = p_backfill AND r.skipped IS NOT NULL)
$$;

-- The guard of a contract step: called inside its transaction, after its locks are taken.
CREATE OR REPLACE FUNCTION {schema}.require(p_backfill text, p_table text DEFAULT NULL, p_soak interval DEFAULT interval '0',
    p_retired text DEFAULT NULL) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    missing text[] := {schema}.gate(p_backfill, p_table, p_soak, p_retired, true);
BEGIN
    IF missing <> '{}' THEN
        RAISE EXCEPTION 'the gate of backfill % is closed: %', quote_literal(p_backfill), array_to_string(missing, '; ')
            USING ERRCODE = 'MS020', HINT = 'Nothing was changed. Run the migration again when the gate is open; SELECT {schema}.gate(...) tells.';
    END IF;
END $$;

CREATE OR REPLACE FUNCTION {schema}.status(p_backfill text DEFAULT NULL) RETURNS TABLE (
    name text, table_name text, state text, paused boolean, reason text, pass integer, phase text, ranges bigint, ranges_done bigint,
    workers bigint, estimated_rows bigint, rows_done bigint, rows_changed bigint, hot_updates bigint, batches bigint, quarantined bigint,
    target_batch_ms integer, max_workers integer, rest_ratio double precision, started_at timestamptz, completed_at timestamptz, verified_at timestamptz,
    released_at timestamptz, released_by text, forced boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT f.name, f.table_name, f.state, f.paused, f.reason, f.pass, p.phase, coalesce(r.ranges, 0), coalesce(r.ranges_done, 0), coalesce(r.workers, 0),
        coalesce(r.estimated_rows, 0), coalesce(r.rows_done, 0), coalesce(a.rows_changed, 0), coalesce(a.hot_updates, 0), coalesce(a.batches, 0),
        (SELECT count(*) FROM {schema}.quarantine q WHERE q.backfill = f.name),
        f.target_batch_ms, f.max_workers, f.rest_ratio, f.created_at, f.completed_at, f.verified_at,
        e.released_at, e.released_by, e.skipped IS NOT NULL
    FROM {schema}.backfill f
    LEFT JOIN {schema}.release e ON e.backfill = f.name
    LEFT JOIN {schema}.pass p ON p.backfill = f.name AND p.pass = f.pass
    LEFT JOIN LATERAL (
        SELECT count(*) AS ranges, count(*) FILTER (WHERE g.done) AS ranges_done,
            count(DISTINCT g.worker_pid) FILTER (WHERE NOT g.done AND g.token IS NOT NULL AND g.lease_until > clock_timestamp()) AS workers,
            sum(g.estimated_rows)::bigint AS estimated_rows,
            sum(CASE WHEN g.done THEN g.estimated_rows ELSE least(g.rows_done, g.estimated_rows) END)::bigint AS rows_done
        FROM {schema}.backfill_range g WHERE g.backfill = f.name AND g.pass = f.pass) r ON true
    LEFT JOIN LATERAL (
        SELECT sum(g.rows_changed) FILTER (WHERE g.phase = 'fill')::bigint AS rows_changed,
            sum(g.hot_updates) FILTER (WHERE g.phase = 'fill')::bigint AS hot_updates, sum(g.batches)::bigint AS batches
        FROM {schema}.backfill_range g WHERE g.backfill = f.name) a ON true
    WHERE p_backfill IS NULL OR f.name = p_backfill
    ORDER BY f.name
$$;

REVOKE ALL ON FUNCTION {schema}.command(text, text, text), {schema}.pause(text, text), {schema}.resume(text), {schema}.cancel(text, text),
    {schema}.throttle(text, integer, integer, double precision), {schema}.forget(text), {schema}.status(text), {schema}.verify(text),
    {schema}.release(text, text), {schema}.withdraw(text, text), {schema}.force_release(text, text), {schema}.heartbeat(text, text), {schema}.missing(text, boolean),
    {schema}.unreleased(text, interval, text), {schema}.is_forced(text), {schema}.gate(text, text, interval, text, boolean), {schema}.require(text, text, interval, text) FROM PUBLIC;
