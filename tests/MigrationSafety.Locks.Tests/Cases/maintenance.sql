--: truncate
TRUNCATE order_items;
--: truncate only
TRUNCATE TABLE ONLY parent_t;
--: truncate inheritance parent
TRUNCATE parent_t;
--: truncate partitioned
TRUNCATE events;
--: truncate (referenced by fk)
TRUNCATE orders;
--: truncate with its referencing table
TRUNCATE pa, ch;
--: truncate cascade
TRUNCATE orders CASCADE;
--: truncate cascade of several levels
TRUNCATE customers CASCADE;
--: truncate restart identity
TRUNCATE order_items RESTART IDENTITY;
--: truncate a missing table
TRUNCATE nowhere;
--: cluster
CLUSTER orders USING ix_orders_code;
--: cluster a table never clustered
CLUSTER orders;
--: cluster a table clustered before
--setup
ALTER TABLE orders CLUSTER ON ix_orders_code;
--run
CLUSTER orders;
--: cluster everything
--outside
CLUSTER;
--: vacuum
--outside
VACUUM orders;
--: vacuum analyze
--outside
VACUUM ANALYZE orders;
--: vacuum freeze
--outside
VACUUM (FREEZE) orders;
--: vacuum full
--outside
VACUUM FULL orders;
--: refresh matview
REFRESH MATERIALIZED VIEW mv_orders;
--: refresh matview with no data
REFRESH MATERIALIZED VIEW mv_orders WITH NO DATA;
--: refresh matview concurrently
REFRESH MATERIALIZED VIEW CONCURRENTLY mv_orders;
--: refresh matview concurrently (no unique index)
REFRESH MATERIALIZED VIEW CONCURRENTLY mv_nouq;
--: comment on table
COMMENT ON TABLE orders IS 'x';
--: comment on column
COMMENT ON COLUMN orders.qty IS 'x';
--: comment on view
COMMENT ON VIEW v_orders IS 'x';
--: comment on materialized view
COMMENT ON MATERIALIZED VIEW mv_orders IS 'x';
--: comment on index
COMMENT ON INDEX ix_orders_code IS 'x';
--: comment on sequence
COMMENT ON SEQUENCE seq1 IS 'x';
--: comment on constraint
COMMENT ON CONSTRAINT ck_orders_qty ON orders IS 'x';
--: comment on trigger
COMMENT ON TRIGGER trg_orders ON orders IS 'x';
--: comment on policy
COMMENT ON POLICY pol_secured ON secured IS 'x';
--: comment on rule
COMMENT ON RULE rule_ruled ON ruled IS 'x';
--: comment on type
COMMENT ON TYPE order_status IS 'x';
--: comment on function
COMMENT ON FUNCTION spare_fn() IS 'x';
--: comment on schema
COMMENT ON SCHEMA s2 IS 'x';
--: comment on database
COMMENT ON DATABASE @database IS 'x';
--: grant
GRANT SELECT ON orders TO PUBLIC;
--: grant on a column
GRANT SELECT (qty) ON orders TO PUBLIC;
--: grant on all tables
GRANT SELECT ON ALL TABLES IN SCHEMA s2 TO PUBLIC;
--: grant on a schema
GRANT USAGE ON SCHEMA s2 TO PUBLIC;
--: grant on a sequence
GRANT USAGE ON SEQUENCE seq1 TO PUBLIC;
--: revoke
REVOKE SELECT ON orders FROM PUBLIC;
--: grant role
GRANT pg_monitor TO postgres;
--: alter default privileges
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT ON TABLES TO PUBLIC;
--: lock table (default)
LOCK TABLE orders;
--: lock table in access share mode
LOCK TABLE orders IN ACCESS SHARE MODE;
--: lock table in row share mode
LOCK TABLE orders IN ROW SHARE MODE;
--: lock table in row exclusive mode
LOCK TABLE orders IN ROW EXCLUSIVE MODE;
--: lock table in share update exclusive mode
LOCK TABLE orders IN SHARE UPDATE EXCLUSIVE MODE;
--: lock table in share mode
LOCK TABLE orders IN SHARE MODE;
--: lock table in share row exclusive mode
LOCK TABLE orders IN SHARE ROW EXCLUSIVE MODE;
--: lock table in exclusive mode
LOCK TABLE orders IN EXCLUSIVE MODE;
--: lock partitioned table
LOCK TABLE events IN SHARE MODE;
--: lock two tables
LOCK TABLE orders, customers IN EXCLUSIVE MODE;
--: lock a view
--majors 11+
LOCK TABLE v_orders IN SHARE MODE;
--: do block with alter
DO $$ BEGIN ALTER TABLE orders ADD COLUMN c1 integer; END $$;
--: do block with execute
DO $$ BEGIN EXECUTE 'ALTER TABLE orders ADD COLUMN c1 integer'; END $$;
--: do block with condition
DO $$ BEGIN IF EXISTS (SELECT 1 FROM pg_class WHERE relname = 'orders') THEN CREATE INDEX ix1 ON orders (note); END IF; END $$;
--: do block with dml
DO $$ BEGIN UPDATE target_t SET note = 'x'; END $$;
--: alter system
--outside
ALTER SYSTEM SET work_mem = '4MB';
--: alter database set
ALTER DATABASE @database SET work_mem = '4MB';
--: alter role set
ALTER ROLE postgres SET work_mem = '4MB';
--: checkpoint
CHECKPOINT;
--: set lock_timeout
SET lock_timeout = '1s';
--: set local
SET LOCAL statement_timeout = '1s';
--: discard all
--outside
DISCARD ALL;
--: discard plans
DISCARD PLANS;
--: set constraints
SET CONSTRAINTS ALL DEFERRED;
--: advisory lock
SELECT pg_advisory_xact_lock(42);
--: notify
NOTIFY channel, 'x';
--: ef migrations lock
LOCK TABLE history_t IN ACCESS EXCLUSIVE MODE;
--: explain
--unforeseen
EXPLAIN SELECT * FROM orders;
--: explain analyze
EXPLAIN (ANALYZE) SELECT * FROM orders;
