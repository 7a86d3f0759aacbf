-- What the old shop's own programs, which still run, would not survive.
SET lock_timeout = '2s';
ALTER TYPE legacy_status RENAME VALUE 'done' TO 'shipped';
ALTER TABLE legacy_orders ALTER COLUMN status DROP DEFAULT;
ALTER TABLE legacy_products ALTER COLUMN price TYPE numeric(10,2);
ALTER TABLE legacy_products ALTER COLUMN added TYPE timestamptz;
ALTER TABLE legacy_products DROP CONSTRAINT legacy_products_pkey CASCADE;
ALTER TABLE legacy_products RENAME TO products_2019;
DROP TABLE legacy_carts;
ALTER TABLE products_2019 ALTER COLUMN code DROP NOT NULL;
ALTER TYPE legacy_status ADD VALUE 'returned';
UPDATE products_2019 SET price = 0 WHERE code LIKE 'X%';
ALTER TABLE legacy_orders ADD COLUMN product_id_new bigint;
