--: create index
CREATE INDEX ix1 ON orders (note);
--: create index without a name
CREATE INDEX ON orders (note);
--: create index if not exists (exists)
CREATE INDEX IF NOT EXISTS ix_orders_code ON orders (code);
--: create index that exists
CREATE INDEX ix_orders_code ON orders (code);
--: create index concurrently
--outside
CREATE INDEX CONCURRENTLY ix1 ON orders (note);
--: create unique index
CREATE UNIQUE INDEX ix1 ON orders (code);
--: create unique index (duplicates)
--rows
CREATE UNIQUE INDEX ix1 ON orders (dup_col);
--: create unique index concurrently
--outside
CREATE UNIQUE INDEX CONCURRENTLY ix1 ON orders (code);
--: create unique index concurrently (duplicates)
--outside
--rows
CREATE UNIQUE INDEX CONCURRENTLY ix1 ON orders (dup_col);
--: create index concurrently if not exists (exists)
--outside
CREATE INDEX CONCURRENTLY IF NOT EXISTS ix_orders_code ON orders (code);
--: create index gin trgm
CREATE INDEX ix1 ON orders USING gin (note gin_trgm_ops);
--: create index hash
CREATE INDEX ix1 ON orders USING hash (note);
--: create index brin
CREATE INDEX ix1 ON orders USING brin (id);
--: create index expression partial
CREATE INDEX ix1 ON orders (lower(note)) WHERE qty > 10;
--: create index include
--majors 11+
CREATE INDEX ix1 ON orders (id) INCLUDE (note);
--: create index nulls not distinct
--majors 15+
CREATE UNIQUE INDEX ix1 ON orders (code) NULLS NOT DISTINCT;
--: create index on materialized view
CREATE INDEX ix1 ON mv_orders (viewcol);
--: create index on view
CREATE INDEX ix1 ON v_orders (viewcol);
--: create index on partitioned
--majors 11+
CREATE INDEX ix1 ON events (kind);
--: create index on only partitioned
--majors 11+
CREATE INDEX ix1 ON ONLY events (kind);
--: create index on a partition
CREATE INDEX ix1 ON events_2023 (kind);
--: create index concurrently on partitioned
--outside
--majors 11+
CREATE INDEX CONCURRENTLY ix1 ON events (kind);
--: create index concurrently on a partition
--outside
CREATE INDEX CONCURRENTLY ix1 ON events_2023 (kind);
--: create index on an inheritance parent
CREATE INDEX ix1 ON parent_t (a);
--: create unique index without the partition key
--majors 11+
CREATE UNIQUE INDEX ix1 ON events (id);
--: create index on a missing column
CREATE INDEX ix1 ON orders (nope);
--: create index on a missing table
CREATE INDEX ix1 ON nowhere (id);
--: alter index attach partition
--majors 11+
ALTER INDEX ix_pix ATTACH PARTITION ix_pix1;
--: reindex index
REINDEX INDEX ix_orders_code;
--: reindex index of a constraint
REINDEX INDEX orders_pkey;
--: reindex index concurrently
--outside
--majors 12+
REINDEX INDEX CONCURRENTLY ix_orders_code;
--: reindex table
REINDEX TABLE orders;
--: reindex table without indexes
REINDEX TABLE target_t;
--: reindex table concurrently
--outside
--majors 12+
REINDEX TABLE CONCURRENTLY orders;
--: reindex partitioned table
--outside
--majors 14+
REINDEX TABLE events;
--: reindex schema
--outside
REINDEX SCHEMA s2;
--: reindex schema concurrently
--outside
--majors 12+
REINDEX SCHEMA CONCURRENTLY s2;
--: reindex database
--outside
--setup
DROP SCHEMA public CASCADE;
CREATE SCHEMA public;
--run
REINDEX DATABASE @database;
--: reindex system
--outside
REINDEX SYSTEM @database;
--: alter index set (fillfactor)
ALTER INDEX ix_orders_code SET (fillfactor = 70);
--: alter index reset (fillfactor)
ALTER INDEX ix_orders_code RESET (fillfactor);
--: alter index set statistics
--majors 11+
ALTER INDEX ix_orders_folded ALTER COLUMN 1 SET STATISTICS 500;
--: alter index set tablespace
ALTER INDEX ix_orders_code SET TABLESPACE spare;
--: create statistics
CREATE STATISTICS st1 ON code, qty FROM orders;
--: alter statistics set statistics
--majors 13+
ALTER STATISTICS stat_ruled SET STATISTICS 100;
--: analyze
ANALYZE orders;
--: analyze column
ANALYZE orders (code);
--: analyze partitioned
ANALYZE events;
