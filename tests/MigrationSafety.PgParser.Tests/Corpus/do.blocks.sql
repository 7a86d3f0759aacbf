DO $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_type WHERE typname = 'mood') THEN
    CREATE TYPE mood AS ENUM ('sad', 'ok');
  END IF;
END
$$;
----
DO $$
BEGIN
  ALTER TABLE t ADD COLUMN c int NOT NULL DEFAULT 0;
  CREATE INDEX CONCURRENTLY i ON t (c);
EXCEPTION
  WHEN duplicate_column THEN NULL;
END $$ LANGUAGE plpgsql;
----
DO LANGUAGE plpgsql $do$
DECLARE
  r record;
BEGIN
  FOR r IN SELECT relname FROM pg_class WHERE relkind = 'r' LOOP
    EXECUTE format('ALTER TABLE %I SET (autovacuum_enabled = off)', r.relname);
  END LOOP;
END
$do$;
----
DO $$
DECLARE
  batch int := 1000;
  done int;
BEGIN
  LOOP
    UPDATE t SET c = 0 WHERE ctid IN (SELECT ctid FROM t WHERE c IS NULL LIMIT batch FOR UPDATE SKIP LOCKED);
    GET DIAGNOSTICS done = ROW_COUNT;
    COMMIT;
    EXIT WHEN done = 0;
    PERFORM pg_sleep(0.1);
  END LOOP;
END $$;
----
DO $$ BEGIN PERFORM 1; END $$; DO $$ BEGIN PERFORM 2; END $$;
----
DO $$ BEGIN RAISE NOTICE 'größe 😀'; END $$;
----
DO $$ BEGIN größe := 1; END $$;
----
DO $$ BEGIN ALTER TABLE t ADD COLUMN; END $$;
----
DO $$ BEGIN EXECUTE 'ALTER TABLE' || x; END $$;
----
DO $$ DECLARE x int; BEGIN x := ; END $$;
----
DO $$ BEGIN END
----
DO $$ END $$;
----
DO $$ BEGIN $$;
----
DO $$$$;
----
DO LANGUAGE sql $$ SELECT 1 $$;
----
DO LANGUAGE "plpython3u" $$ import x $$;
----
DO $$
-- a comment
/* another */
BEGIN
  NULL; -- end
END;
$$
