--: table
DROP TABLE standalone;
--: table with views on it
DROP TABLE orders;
--: table that others reference, cascade to views and keys
DROP TABLE orders CASCADE;
--: table referenced by fk
DROP TABLE pa;
--: table referenced by fk cascade
DROP TABLE pa CASCADE;
--: table with outgoing fk
DROP TABLE order_items;
--: several tables
DROP TABLE order_items, ch, pa;
--: missing table
DROP TABLE nowhere;
--: missing table, if exists
DROP TABLE IF EXISTS nowhere;
--: table, if exists
DROP TABLE IF EXISTS standalone;
--: partition table
DROP TABLE events_2023;
--: partition table (default partition exists)
--majors 11+
DROP TABLE evd_2023;
--: default partition
--majors 11+
DROP TABLE evd_default;
--: partitioned parent
DROP TABLE events;
--: inheritance parent
DROP TABLE parent_t;
--: inheritance child
DROP TABLE child_t;
--: foreign table
DROP FOREIGN TABLE ft;
--: view
DROP VIEW v_orders;
--: view, if exists, missing
DROP VIEW IF EXISTS nope;
--: materialized view
DROP MATERIALIZED VIEW mv_nouq;
--: sequence
DROP SEQUENCE seq1;
--: sequence of an identity column
--unforeseen
DROP SEQUENCE orders_id_seq;
--: index
DROP INDEX ix_orders_code;
--: index, if exists, missing
DROP INDEX IF EXISTS nope;
--: missing index
DROP INDEX nope;
--: index of a table with foreign keys
DROP INDEX ix_items_order;
--: index concurrently
--outside
DROP INDEX CONCURRENTLY ix_orders_code;
--: index concurrently, if exists, missing
--outside
DROP INDEX CONCURRENTLY IF EXISTS nope;
--: index owned by constraint
DROP INDEX uq_orders_ext;
--: index on partitioned
--majors 11+
DROP INDEX ix_events_id;
--: index of a partition that belongs to the parent's
--majors 11+
DROP INDEX events_2023_id_idx;
--: index concurrently on partitioned
--outside
--majors 11+
DROP INDEX CONCURRENTLY ix_events_id;
--: index of a materialized view
DROP INDEX ux_mv_orders;
--: type in use
DROP TYPE order_status;
--: type in use cascade
DROP TYPE order_status CASCADE;
--: type
DROP TYPE spare_status;
--: domain
DROP DOMAIN unused_domain;
--: domain in use
DROP DOMAIN order_code;
--: trigger
DROP TRIGGER trg_orders ON orders;
--: schema
DROP SCHEMA s2;
--: schema cascade
DROP SCHEMA s2 CASCADE;
--: function
DROP FUNCTION spare_fn();
--: function used by trigger
--unforeseen
DROP FUNCTION noop();
--: extension
DROP EXTENSION btree_gist;
--: extension in use
--unforeseen
DROP EXTENSION citext;
--: policy
DROP POLICY pol_secured ON secured;
--: rule
DROP RULE rule_ruled ON ruled;
--: statistics
--unforeseen
DROP STATISTICS stat_ruled;
--: owned
--unforeseen
DROP OWNED BY pg_monitor;
--: publication
--setup
CREATE PUBLICATION pub1 FOR TABLE standalone;
--run
DROP PUBLICATION pub1;
