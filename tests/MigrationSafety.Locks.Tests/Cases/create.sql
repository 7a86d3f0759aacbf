--: table
CREATE TABLE t1 (id integer PRIMARY KEY, name text NOT NULL DEFAULT '');
--: table if not exists (exists)
CREATE TABLE IF NOT EXISTS orders (id integer);
--: table that exists
CREATE TABLE orders (id integer);
--: temporary table
CREATE TEMP TABLE t1 (id integer);
--: table with fk
CREATE TABLE t1 (id integer PRIMARY KEY, order_id integer REFERENCES orders (id));
--: table with named fk constraint
CREATE TABLE t1 (id integer, order_id integer, CONSTRAINT fk1 FOREIGN KEY (order_id) REFERENCES orders (id) ON DELETE CASCADE);
--: table with two fks
CREATE TABLE t1 (id integer, order_id integer REFERENCES orders (id), region_id integer REFERENCES regions (id));
--: table with fk to a partitioned table
--majors 12+
CREATE TABLE t1 (id integer PRIMARY KEY, other_id integer REFERENCES ptab (id));
--: table with fk to itself
CREATE TABLE t1 (id integer PRIMARY KEY, parent_id integer REFERENCES t1 (id));
--: table with fk to a missing table
CREATE TABLE t1 (id integer REFERENCES nowhere (id));
--: partitioned table
CREATE TABLE t1 (id integer NOT NULL) PARTITION BY RANGE (id);
--: table as select
CREATE TABLE t1 AS SELECT * FROM orders;
--: table as select with no data
CREATE TABLE t1 AS SELECT * FROM orders WITH NO DATA;
--: table as select of a view
CREATE TABLE t1 AS SELECT * FROM v_orders;
--: select into
SELECT * INTO t1 FROM standalone;
--: table like
CREATE TABLE t1 (LIKE orders);
--: table like including all
CREATE TABLE t1 (LIKE standalone INCLUDING ALL);
--: table inherits
CREATE TABLE t1 (c integer) INHERITS (parent_t);
--: table of type
CREATE TABLE t1 OF address;
--: view
CREATE VIEW v1 AS SELECT id, qty FROM orders;
--: view over a join
CREATE VIEW v1 AS SELECT o.id, c.email FROM orders o JOIN customers c ON c.id = o.customer_id;
--: view over a view
CREATE VIEW v1 AS SELECT viewcol FROM v_orders;
--: view with a subquery
CREATE VIEW v1 AS SELECT id FROM regions WHERE EXISTS (SELECT 1 FROM orders WHERE region_id = regions.id);
--: or replace view
CREATE OR REPLACE VIEW v_orders AS SELECT viewcol, qty FROM orders;
--: or replace view (column removed)
CREATE OR REPLACE VIEW v_orders AS SELECT qty FROM orders;
--: or replace view, missing
CREATE OR REPLACE VIEW v1 AS SELECT id FROM orders;
--: recursive view
CREATE RECURSIVE VIEW v1 (id, parent_id) AS SELECT id, parent_id FROM tree UNION ALL SELECT t.id, t.parent_id FROM tree t JOIN v1 ON v1.id = t.parent_id;
--: alter view set options
ALTER VIEW v_orders SET (security_barrier = true);
--: materialized view
CREATE MATERIALIZED VIEW mv1 AS SELECT id, qty FROM orders;
--: materialized view with no data
CREATE MATERIALIZED VIEW mv1 AS SELECT id, qty FROM orders WITH NO DATA;
--: sequence
CREATE SEQUENCE seq2;
--: sequence owned by
CREATE SEQUENCE seq2 OWNED BY orders.qty;
--: schema
CREATE SCHEMA s3;
--: schema if not exists
CREATE SCHEMA IF NOT EXISTS s2;
--: extension
CREATE EXTENSION hstore;
--: extension if not exists
CREATE EXTENSION IF NOT EXISTS citext;
--: type enum
CREATE TYPE e1 AS ENUM ('a', 'b');
--: type composite
CREATE TYPE c1 AS (a integer, b text);
--: type range
CREATE TYPE r1 AS RANGE (subtype = numeric);
--: domain
CREATE DOMAIN d1 AS text CHECK (VALUE <> '');
--: function
CREATE FUNCTION f1() RETURNS integer LANGUAGE sql AS 'SELECT 1';
--: function whose body alters a table
CREATE FUNCTION f1() RETURNS void LANGUAGE plpgsql AS $$ BEGIN ALTER TABLE orders ADD COLUMN c1 integer; END $$;
--: procedure
--majors 11+
CREATE PROCEDURE p1() LANGUAGE sql AS 'SELECT 1';
--: aggregate
CREATE AGGREGATE agg1 (integer) (SFUNC = int4pl, STYPE = integer);
--: alter function
ALTER FUNCTION spare_fn() IMMUTABLE;
--: collation
CREATE COLLATION coll1 FROM "C";
--: trigger
CREATE TRIGGER trg1 BEFORE INSERT ON orders FOR EACH ROW EXECUTE PROCEDURE noop();
--: or replace trigger
--majors 14+
CREATE OR REPLACE TRIGGER trg_orders BEFORE UPDATE ON orders FOR EACH ROW EXECUTE FUNCTION noop();
--: trigger on partitioned table
--majors 11+
CREATE TRIGGER trg1 AFTER INSERT ON events FOR EACH ROW EXECUTE PROCEDURE noop();
--: constraint trigger
CREATE CONSTRAINT TRIGGER trg1 AFTER INSERT ON orders DEFERRABLE FOR EACH ROW EXECUTE PROCEDURE noop();
--: constraint trigger from another table
CREATE CONSTRAINT TRIGGER trg1 AFTER INSERT ON orders FROM customers FOR EACH ROW EXECUTE PROCEDURE noop();
--: instead of trigger on view
CREATE TRIGGER trg1 INSTEAD OF INSERT ON v_orders FOR EACH ROW EXECUTE PROCEDURE noop();
--: event trigger
--setup
CREATE FUNCTION ev_fn() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN END $$;
--run
CREATE EVENT TRIGGER evt1 ON ddl_command_end EXECUTE PROCEDURE ev_fn();
--: rule
CREATE RULE rule1 AS ON INSERT TO ruled DO INSTEAD NOTHING;
--: policy
CREATE POLICY pol1 ON secured USING (other = 'a');
--: alter policy
ALTER POLICY pol_secured ON secured USING (polcol = 'b');
--: publication for table
CREATE PUBLICATION pub1 FOR TABLE orders;
--: publication for all tables
CREATE PUBLICATION pub1 FOR ALL TABLES;
--: alter publication add table
--setup
CREATE PUBLICATION pub1 FOR TABLE standalone;
--run
ALTER PUBLICATION pub1 ADD TABLE orders;
--: alter publication drop table
--setup
CREATE PUBLICATION pub1 FOR TABLE standalone, orders;
--run
ALTER PUBLICATION pub1 DROP TABLE orders;
--: foreign table
CREATE FOREIGN TABLE ft2 (id integer) SERVER nowhere;
--: role
CREATE ROLE case_role;
--: database
--outside
CREATE DATABASE case_db;
--: drop database
--outside
DROP DATABASE IF EXISTS no_such_db;
--: tablespace
--outside
--rows
CREATE TABLESPACE case_ts LOCATION '/nonexistent';
