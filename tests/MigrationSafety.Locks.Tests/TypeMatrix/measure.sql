-- Runs every statement of the list "work" that is marked with a number, each in a subtransaction that is rolled back, and
-- tells what it did: the error, or whether the table's file changed, how often it was scanned, which indexes have a new file,
-- and how the partner of its foreign key was locked and scanned.
CREATE TABLE work (id int PRIMARY KEY, batch int, sql text, rel regclass, partner regclass);

CREATE FUNCTION measure(which int) RETURNS TABLE (id int, state text, message text, rewritten bool, scanned bool, rebuilt text, partner_lock text, partner_scanned bool)
LANGUAGE plpgsql AS $$
DECLARE
  item work;
  file oid;
  scans bigint;
  partner_scans bigint;
  files text[];
BEGIN
  FOR item IN SELECT * FROM work w WHERE w.batch = which ORDER BY w.id LOOP
    id := item.id; state := NULL; message := NULL; rewritten := NULL; scanned := NULL; rebuilt := ''; partner_lock := NULL; partner_scanned := false;
    file := pg_relation_filenode(item.rel);
    scans := coalesce(pg_stat_get_xact_numscans(item.rel), 0);
    partner_scans := coalesce(pg_stat_get_xact_numscans(item.partner), 0);
    files := ARRAY(SELECT c.relname || ' ' || c.relfilenode FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid WHERE i.indrelid = item.rel);
    BEGIN
      EXECUTE item.sql;
      rewritten := file <> pg_relation_filenode(item.rel);
      scanned := coalesce(pg_stat_get_xact_numscans(item.rel), 0) > scans;
      rebuilt := coalesce((
        SELECT string_agg(c.relname::text, ' ' ORDER BY c.relname::text) FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
        WHERE i.indrelid = item.rel AND NOT (c.relname || ' ' || c.relfilenode = ANY (files))), '');
      partner_lock := CASE WHEN item.partner IS NOT NULL THEN coalesce((
        SELECT 'AccessExclusive' FROM pg_locks l WHERE l.pid = pg_backend_pid() AND l.relation = item.partner AND l.mode = 'AccessExclusiveLock'), 'less') END;
      partner_scanned := coalesce(pg_stat_get_xact_numscans(item.partner), 0) > partner_scans;
      RAISE EXCEPTION USING ERRCODE = 'MS000';
    EXCEPTION WHEN OTHERS THEN
      IF SQLSTATE <> 'MS000' THEN
        state := SQLSTATE; message := SQLERRM;
      END IF;
    END;
    RETURN NEXT;
  END LOOP;
END $$;
