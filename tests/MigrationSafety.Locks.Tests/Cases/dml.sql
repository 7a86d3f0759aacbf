--: select
SELECT * FROM orders;
--: select one by pk
SELECT * FROM orders WHERE id = 1;
--: select of a view
SELECT * FROM v_orders;
--: select of a partitioned table
SELECT count(*) FROM events;
--: select without a table
SELECT 1;
--: values
VALUES (1), (2);
--: select for update
SELECT * FROM orders WHERE id = 1 FOR UPDATE;
--: select for share one
SELECT * FROM orders WHERE id = 1 FOR SHARE;
--: select join for update of one
SELECT 1 FROM orders o JOIN customers c ON c.id = o.customer_id WHERE o.id = 1 FOR UPDATE OF o;
--: insert one (fk)
INSERT INTO late (id, customer_id) VALUES (9999999, 1);
SET CONSTRAINTS ALL IMMEDIATE;
--: insert one (immediate fk)
INSERT INTO order_items (order_id, quantity) VALUES (1, 999999);
--: insert one (no fk)
INSERT INTO target_t VALUES (1, 'x');
--: insert several
INSERT INTO target_t VALUES (1, 'x'), (2, 'y');
--: insert on conflict
INSERT INTO history_t VALUES ('x', '1') ON CONFLICT DO NOTHING;
--: insert into partitioned
INSERT INTO events (id, at) VALUES (1, '2023-05-05');
--: insert-select
INSERT INTO target_t SELECT id, note FROM orders;
--: insert default values
INSERT INTO target_t DEFAULT VALUES;
--: update one by pk
UPDATE orders SET note = 'x' WHERE id = 1;
--: update without where
UPDATE standalone SET note = 'x';
--: update by unindexed column
UPDATE standalone SET note = 'x' WHERE note = 'n1';
--: update fk column without where
UPDATE order_items SET order_id = 1;
--: update from
UPDATE target_t SET note = o.note FROM orders o WHERE o.id = target_t.id;
--: update with subquery
UPDATE target_t SET note = (SELECT max(note) FROM orders);
--: update partitioned
UPDATE events SET kind = 'x';
--: update view
UPDATE v_customers SET email = 'x' WHERE label = 'l1';
--: delete one by pk (child)
DELETE FROM order_items WHERE id = 1;
--: delete one by pk (parent, fk check)
DELETE FROM tree WHERE id = 1;
--: delete one by pk (referenced)
--rows
DELETE FROM customers WHERE id = 1;
--: delete without where (child)
DELETE FROM order_items;
--: delete using
DELETE FROM target_t USING orders o WHERE o.id = target_t.id;
--: with cte
WITH gone AS (DELETE FROM target_t RETURNING id) SELECT count(*) FROM gone;
--: update then alter table same tx
UPDATE target_t SET note = 'x' WHERE id = 1;
ALTER TABLE target_t ADD COLUMN c1 integer;
--: update then alter table same tx, DEFERRED fk pending
--unforeseen
UPDATE late SET customer_id = 2 WHERE id = 1;
ALTER TABLE late ADD COLUMN c1 integer;
--: insert then create index same tx
INSERT INTO target_t VALUES (1, 'x');
CREATE INDEX ix1 ON target_t (note);
--: insert then drop same table, DEFERRED fk pending
--unforeseen
INSERT INTO late (id, customer_id) VALUES (9999999, 1);
DROP TABLE late;
--: merge
--majors 15+
MERGE INTO target_t t USING orders o ON o.id = t.id WHEN MATCHED THEN UPDATE SET note = 'x' WHEN NOT MATCHED THEN INSERT VALUES (o.id, o.note);
--: copy from program
COPY target_t FROM PROGRAM 'true';
--: copy to program
--majors 13+
COPY orders TO PROGRAM 'cat >/dev/null';
--: copy query to program
--majors 13+
COPY (SELECT * FROM orders) TO PROGRAM 'cat >/dev/null';
--: create then alter same table
CREATE TABLE t1 (id integer);
ALTER TABLE t1 ADD COLUMN c1 double precision DEFAULT random();
CREATE INDEX ix1 ON t1 (id);
--: call
--unforeseen
--majors 11+
--setup
CREATE PROCEDURE p1() LANGUAGE sql AS 'UPDATE target_t SET note = 1';
--run
CALL p1();
--: prepare and execute
--unforeseen
PREPARE stmt1 AS SELECT * FROM orders; EXECUTE stmt1; DEALLOCATE stmt1;
--: declare cursor
DECLARE cur1 CURSOR FOR SELECT * FROM orders;
FETCH ALL FROM cur1;
