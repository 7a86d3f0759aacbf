--: alter type add value
--majors 12+
ALTER TYPE order_status ADD VALUE 'zzz';
--: alter type add value (before 12)
--majors 10-11
--outside
ALTER TYPE order_status ADD VALUE 'zzz';
--: alter type add value before
--majors 12+
ALTER TYPE order_status ADD VALUE 'zzz' BEFORE 'paid';
--: alter type add value that exists
--majors 12+
ALTER TYPE order_status ADD VALUE 'new';
--: alter type add value if not exists
--majors 12+
ALTER TYPE order_status ADD VALUE IF NOT EXISTS 'new';
--: alter type add value + use in same tx
--unforeseen
--majors 12+
ALTER TYPE order_status ADD VALUE 'zzz';
UPDATE orders SET status = 'zzz' WHERE id = 1;
--: alter type add value + set default to it in same tx
--unforeseen
--majors 12+
ALTER TYPE order_status ADD VALUE 'zzz';
ALTER TABLE orders ALTER COLUMN status SET DEFAULT 'zzz';
--: alter type add value + add column default it in same tx
--unforeseen
--majors 12+
ALTER TYPE order_status ADD VALUE 'zzz';
ALTER TABLE orders ADD COLUMN c1 order_status DEFAULT 'zzz';
--: create enum + use in same tx
CREATE TYPE e1 AS ENUM ('a');
ALTER TABLE orders ADD COLUMN c1 e1 DEFAULT 'a';
--: create enum + add value + use in same tx
--unforeseen
--majors 12+
CREATE TYPE e1 AS ENUM ('a');
ALTER TYPE e1 ADD VALUE 'b';
ALTER TABLE orders ADD COLUMN c1 e1 DEFAULT 'b';
--: alter sequence restart
ALTER SEQUENCE seq1 RESTART;
--: alter sequence increment
ALTER SEQUENCE seq1 INCREMENT BY 2;
--: alter sequence as bigint
ALTER SEQUENCE seq1 AS bigint;
--: alter sequence owned by
ALTER SEQUENCE seq1 OWNED BY orders.qty;
--: alter sequence owned by none
ALTER SEQUENCE seq1 OWNED BY NONE;
--: alter sequence of an identity column
ALTER SEQUENCE orders_id_seq RESTART WITH 5000;
--: alter sequence set logged (15)
--majors 15+
ALTER SEQUENCE seq1 SET UNLOGGED;
--: setval
SELECT setval('seq1', 100);
--: setval from a table
SELECT setval('seq1', (SELECT max(filled_col) FROM orders));
--: nextval
SELECT nextval('seq1');
--: alter extension update
ALTER EXTENSION citext UPDATE;
--: alter extension set schema
ALTER EXTENSION btree_gist SET SCHEMA s2;
--: alter composite type add attribute
ALTER TYPE address ADD ATTRIBUTE zip text;
--: alter composite type add attribute (used by column)
ALTER TYPE used_address ADD ATTRIBUTE zip text;
--: alter composite type drop attribute
ALTER TYPE address DROP ATTRIBUTE city;
--: alter composite type alter attribute
ALTER TYPE address ALTER ATTRIBUTE city TYPE varchar(50);
--: alter composite type alter attribute (used by column)
--unforeseen
ALTER TYPE used_address ALTER ATTRIBUTE city TYPE varchar(50);
--: alter type owner
ALTER TYPE order_status OWNER TO pg_monitor;
