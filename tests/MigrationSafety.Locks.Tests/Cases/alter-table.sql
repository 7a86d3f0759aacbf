--: disable trigger
ALTER TABLE orders DISABLE TRIGGER trg_orders;
--: disable trigger user
ALTER TABLE orders DISABLE TRIGGER USER;
--: disable trigger all
ALTER TABLE orders DISABLE TRIGGER ALL;
--: enable trigger all
ALTER TABLE orders ENABLE TRIGGER ALL;
--: enable always trigger
ALTER TABLE orders ENABLE ALWAYS TRIGGER trg_orders;
--: enable replica trigger
ALTER TABLE orders ENABLE REPLICA TRIGGER trg_orders;
--: disable trigger on partitioned table
ALTER TABLE events DISABLE TRIGGER ALL;
--: disable rule
ALTER TABLE ruled DISABLE RULE rule_ruled;
--: enable rule
ALTER TABLE ruled ENABLE RULE rule_ruled;
--: enable row level security
ALTER TABLE orders ENABLE ROW LEVEL SECURITY;
--: disable row level security
ALTER TABLE orders DISABLE ROW LEVEL SECURITY;
--: force row level security
ALTER TABLE orders FORCE ROW LEVEL SECURITY;
--: no force row level security
ALTER TABLE orders NO FORCE ROW LEVEL SECURITY;
--: set tablespace
ALTER TABLE orders SET TABLESPACE spare;
--: set tablespace of a partitioned table
--majors 12+
ALTER TABLE events SET TABLESPACE spare;
--: set unlogged (referenced by fk)
ALTER TABLE orders SET UNLOGGED;
--: set unlogged
ALTER TABLE standalone SET UNLOGGED;
--: set unlogged (already)
ALTER TABLE unlogged_t SET UNLOGGED;
--: set logged
ALTER TABLE unlogged_t SET LOGGED;
--: set logged (already)
ALTER TABLE standalone SET LOGGED;
--: set access method heap
--majors 15+
ALTER TABLE orders SET ACCESS METHOD heap;
--: set access method to another
--majors 15+
--setup
CREATE ACCESS METHOD heap2 TYPE TABLE HANDLER heap_tableam_handler;
--run
ALTER TABLE orders SET ACCESS METHOD heap2;
--: set (fillfactor)
ALTER TABLE orders SET (fillfactor = 90);
--: reset (fillfactor)
ALTER TABLE orders RESET (fillfactor);
--: set (autovacuum_enabled)
ALTER TABLE orders SET (autovacuum_enabled = false);
--: set (parallel_workers)
ALTER TABLE orders SET (parallel_workers = 2);
--: set (toast_tuple_target)
--majors 11+
ALTER TABLE orders SET (toast_tuple_target = 256);
--: set (user_catalog_table)
ALTER TABLE standalone SET (user_catalog_table = true);
--: set (fillfactor) of a partitioned table
ALTER TABLE events SET (fillfactor = 90);
--: set (fillfactor) of a materialized view
ALTER MATERIALIZED VIEW mv_orders SET (fillfactor = 90);
--: set without cluster
ALTER TABLE orders SET WITHOUT CLUSTER;
--: cluster on
ALTER TABLE orders CLUSTER ON ix_orders_code;
--: set without oids
ALTER TABLE orders SET WITHOUT OIDS;
--: replica identity full
ALTER TABLE orders REPLICA IDENTITY FULL;
--: replica identity using index
ALTER TABLE orders REPLICA IDENTITY USING INDEX uxn;
--: owner to
ALTER TABLE orders OWNER TO CURRENT_USER;
--: owner to another
ALTER TABLE orders OWNER TO pg_monitor;
--: owner of a view
ALTER VIEW v_orders OWNER TO pg_monitor;
--: owner of a sequence
ALTER SEQUENCE seq1 OWNER TO pg_monitor;
--: owner of a partitioned table
ALTER TABLE events OWNER TO pg_monitor;
--: inherit
ALTER TABLE ic INHERIT ip;
--: no inherit
ALTER TABLE child_t NO INHERIT parent_t;
--: of type
ALTER TABLE typed_later OF address;
--: not of
--setup
CREATE TABLE typed_t OF address;
--run
ALTER TABLE typed_t NOT OF;
--: combined: 3 add columns + set default
ALTER TABLE orders ADD COLUMN c1 integer, ADD COLUMN c2 text, ADD COLUMN c3 boolean DEFAULT false, ALTER COLUMN note SET DEFAULT 'x';
--: combined: set statistics + add nullable column
ALTER TABLE orders ALTER COLUMN code SET STATISTICS 100, ADD COLUMN c1 integer;
--: combined: set statistics + set (fillfactor)
ALTER TABLE orders ALTER COLUMN code SET STATISTICS 100, SET (fillfactor = 90);
--: combined: add fk not valid + set statistics
ALTER TABLE orders ADD CONSTRAINT fk1 FOREIGN KEY (region_id) REFERENCES regions (id) NOT VALID, ALTER COLUMN code SET STATISTICS 100;
--: combined: validate two constraints
ALTER TABLE orders VALIDATE CONSTRAINT ck_orders_pending, VALIDATE CONSTRAINT fk_orders_regions_pending;
--: combined: drop not null + drop default
ALTER TABLE orders ALTER COLUMN qty DROP NOT NULL, ALTER COLUMN qty DROP DEFAULT;
--: combined: add column + add fk on it
ALTER TABLE orders ADD COLUMN c1 integer DEFAULT 1, ADD CONSTRAINT fk1 FOREIGN KEY (c1) REFERENCES regions (id);
--: combined: add column + add check on it
ALTER TABLE orders ADD COLUMN c1 integer, ADD CONSTRAINT ck1 CHECK (c1 > 0);
--: only on partitioned table
ALTER TABLE ONLY events SET (fillfactor = 90);
--: all in tablespace
ALTER TABLE ALL IN TABLESPACE spare SET TABLESPACE pg_default;
--: foreign table options
ALTER FOREIGN TABLE ft OPTIONS (ADD a 'b');
--: set statistics of a foreign table column
ALTER FOREIGN TABLE ft ALTER COLUMN note SET STATISTICS 100;
