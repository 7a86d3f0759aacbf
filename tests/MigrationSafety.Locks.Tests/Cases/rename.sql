--: column
ALTER TABLE orders RENAME COLUMN note TO note2;
--: column used by view
ALTER TABLE orders RENAME COLUMN viewcol TO viewcol2;
--: column on partitioned parent
ALTER TABLE events RENAME COLUMN kind TO kind2;
--: column on an inheritance parent
ALTER TABLE parent_t RENAME COLUMN a TO a2;
--: inherited column
ALTER TABLE child_t RENAME COLUMN a TO a2;
--: missing column
ALTER TABLE orders RENAME COLUMN nope TO note2;
--: column to an existing name
ALTER TABLE orders RENAME COLUMN note TO code;
--: column of a view
ALTER VIEW v_orders RENAME COLUMN viewcol TO viewcol2;
--: column of a materialized view
ALTER MATERIALIZED VIEW mv_nouq RENAME COLUMN email TO mail;
--: attribute of a composite type
ALTER TYPE address RENAME ATTRIBUTE street TO road;
--: table
ALTER TABLE orders RENAME TO orders2;
--: partitioned table
ALTER TABLE events RENAME TO events2;
--: partition
ALTER TABLE events_2023 RENAME TO events_old;
--: table to an existing name
ALTER TABLE orders RENAME TO customers;
--: missing table
ALTER TABLE nowhere RENAME TO elsewhere;
--: missing table, if exists
ALTER TABLE IF EXISTS nowhere RENAME TO elsewhere;
--: index
ALTER INDEX ix_orders_code RENAME TO ix2;
--: index via alter table
ALTER TABLE ix_orders_code RENAME TO ix2;
--: missing index
ALTER INDEX nope RENAME TO ix2;
--: missing index, if exists
ALTER INDEX IF EXISTS nope RENAME TO ix2;
--: primary key index
ALTER INDEX orders_pkey RENAME TO pk2;
--: sequence
ALTER SEQUENCE seq1 RENAME TO seq2;
--: view
ALTER VIEW v_orders RENAME TO v2;
--: view via alter table
ALTER TABLE v_orders RENAME TO v2;
--: materialized view
ALTER MATERIALIZED VIEW mv_nouq RENAME TO mv2;
--: foreign table
ALTER FOREIGN TABLE ft RENAME TO ft2;
--: set schema
ALTER TABLE orders SET SCHEMA s2;
--: set schema of a table without references
ALTER TABLE standalone SET SCHEMA s2;
--: set schema of a view
ALTER VIEW v_orders SET SCHEMA s2;
--: set schema of a sequence
ALTER SEQUENCE seq1 SET SCHEMA s2;
--: set schema of a type
ALTER TYPE order_status SET SCHEMA s2;
--: type
ALTER TYPE order_status RENAME TO status2;
--: composite type
--unforeseen
ALTER TYPE address RENAME TO address2;
--: domain
ALTER DOMAIN order_code RENAME TO order_code2;
--: enum value
ALTER TYPE order_status RENAME VALUE 'new' TO 'fresh';
--: schema
ALTER SCHEMA s2 RENAME TO s3;
--: trigger
ALTER TRIGGER trg_orders ON orders RENAME TO trg2;
--: rule
ALTER RULE rule_ruled ON ruled RENAME TO rule2;
--: policy
ALTER POLICY pol_secured ON secured RENAME TO pol2;
--: function
ALTER FUNCTION spare_fn() RENAME TO spare2;
--: statistics
ALTER STATISTICS stat_ruled RENAME TO stat2;
