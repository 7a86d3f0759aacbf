CREATE FUNCTION add(a integer, b integer) RETURNS integer LANGUAGE sql IMMUTABLE STRICT AS 'SELECT a + b';
----
CREATE FUNCTION add(a integer, b integer DEFAULT 5) RETURNS integer LANGUAGE sql PARALLEL SAFE RETURN a + b;
----
CREATE OR REPLACE FUNCTION f(INOUT a int, OUT b text, VARIADIC c int[] = '{}') LANGUAGE sql
BEGIN ATOMIC
  INSERT INTO t VALUES (a);
  SELECT a, 'x';
END;
----
CREATE FUNCTION f() RETURNS TABLE (a int, b text) LANGUAGE plpgsql STABLE SECURITY DEFINER COST 5 ROWS 10
SET search_path = pg_catalog SET x TO DEFAULT SUPPORT g AS $$
BEGIN
  RETURN QUERY SELECT 1, 'x';
  RETURN QUERY EXECUTE 'SELECT $1, $2' USING 1, 'y';
END $$;
----
CREATE FUNCTION f() RETURNS int AS $$
DECLARE
  x int := 5;
  y CONSTANT text NOT NULL DEFAULT 'a';
  z t.c%TYPE;
  r t%ROWTYPE;
  rec record;
  c CURSOR (k int) FOR SELECT * FROM t WHERE a = k;
  c2 NO SCROLL CURSOR FOR SELECT 1;
  ref refcursor;
  al ALIAS FOR x;
BEGIN
  x := x + 1;
  x = 7;
  r.a := 5;
  OPEN c (5);
  OPEN ref FOR SELECT 1;
  OPEN ref SCROLL FOR EXECUTE 'SELECT $1' USING x;
  FETCH NEXT FROM c INTO rec;
  FETCH RELATIVE -2 FROM ref INTO x;
  MOVE LAST FROM c;
  CLOSE c;
  RETURN x;
END;
$$ LANGUAGE plpgsql;
----
CREATE FUNCTION f(a int) RETURNS int LANGUAGE plpgsql AS $body$
<<outer_block>>
DECLARE
  i int;
BEGIN
  IF a > 5 THEN
    RETURN 1;
  ELSIF a > 3 THEN
    RETURN 2;
  ELSEIF a > 2 THEN
    NULL;
  ELSE
    RAISE EXCEPTION 'bad % and %', a, i USING ERRCODE = '22000', HINT = 'x';
  END IF;
  CASE a WHEN 1, 2 THEN i := 1; WHEN 3 THEN i := 2; ELSE i := 3; END CASE;
  CASE WHEN a = 1 THEN NULL; END CASE;
  <<l>>
  LOOP
    EXIT l WHEN i > 10;
    CONTINUE WHEN i = 5;
    i := i + 1;
  END LOOP l;
  WHILE i > 0 LOOP
    i := i - 1;
  END LOOP;
  FOR i IN REVERSE 10 .. 1 BY 2 LOOP
    PERFORM g(i);
  END LOOP;
  FOREACH i SLICE 1 IN ARRAY ARRAY[1, 2] LOOP
    NULL;
  END LOOP;
  RETURN outer_block.i;
END outer_block;
$body$;
----
CREATE FUNCTION f() RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  r record;
  n int;
  m text;
BEGIN
  FOR r IN SELECT * FROM t LOOP
    UPDATE t SET a = r.a WHERE id = r.id;
    GET DIAGNOSTICS n = ROW_COUNT, m := PG_CONTEXT;
  END LOOP;
  FOR r IN EXECUTE format('SELECT * FROM %I', 't') USING 5 LOOP
    EXECUTE 'ALTER TABLE t ADD COLUMN c int' INTO STRICT n;
  END LOOP;
  SELECT a, b INTO STRICT n, m FROM t WHERE id = 5;
  INSERT INTO t VALUES (1) RETURNING id INTO n;
  RAISE NOTICE 'done';
  RAISE division_by_zero;
  RAISE SQLSTATE '22012' USING MESSAGE = 'x';
  RAISE;
  ASSERT n > 0, 'message';
EXCEPTION
  WHEN unique_violation OR SQLSTATE '23503' THEN
    GET STACKED DIAGNOSTICS m = MESSAGE_TEXT;
  WHEN OTHERS THEN
    RAISE WARNING '%', SQLERRM;
END $$;
----
CREATE PROCEDURE p(INOUT x int) LANGUAGE plpgsql AS $$
BEGIN
  CALL q(x);
  COMMIT;
  ROLLBACK AND CHAIN;
  DO $inner$ BEGIN NULL; END $inner$;
END $$;
----
CREATE FUNCTION tr() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    NEW.updated_at := now();
    RETURN NEW;
  ELSIF TG_OP = 'DELETE' THEN
    RETURN OLD;
  END IF;
  NEW.name = lower(NEW.name);
  RETURN NULL;
END $$;
----
CREATE FUNCTION ev() RETURNS event_trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE NOTICE '% %', TG_EVENT, TG_TAG;
END $$;
----
CREATE FUNCTION f() RETURNS SETOF int LANGUAGE plpgsql AS $$
DECLARE
  a int;
  b int;
BEGIN
  FOR a, b IN SELECT 1, 2 LOOP
    RETURN NEXT a;
  END LOOP;
  RETURN;
END $$;
----
CREATE FUNCTION f(a int, text) RETURNS int LANGUAGE plpgsql AS $$
#variable_conflict use_column
BEGIN
  RETURN $1 + a + length($2);
END $$;
----
CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $$
BEGIN
  retrn 1;
END $$;
----
CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $$
BEGIN
  RETURN 1
END $$;
----
CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $$
BEGIN
  x := 1;
END $$;
----
CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $$
BEGIN
  IF x THEN
  RETURN 1;
END $$;
----
CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $$
BEGIN
  SELECT 1 FROM FROM;
END $$;
----
CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $$
DECLARE
  x int
BEGIN
END $$;
----
CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $$
BEGIN
  EXIT missing_label;
END $$;
----
CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $$
BEGIN
  RAISE NOTICE '% %', 1;
END $$;
----
CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $$
BEGIN
  RETURN NEXT 5;
END $$;
----
CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $$
DECLARE
  x int;
  x text;
BEGIN
END $$;
----
CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS '';
----
CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS ' begin return ''a''::text; end ';
----
CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS E'begin\n return 1;\nend';
----
CREATE FUNCTION f() RETURNS int LANGUAGE c AS 'lib', 'symbol';
----
CREATE FUNCTION f() RETURNS int LANGUAGE sql AS $$ SELECT 1; SELECT 2 $$;
CREATE FUNCTION g() RETURNS int LANGUAGE plpgsql AS $$ BEGIN RETURN 2; END $$;
SELECT f();
