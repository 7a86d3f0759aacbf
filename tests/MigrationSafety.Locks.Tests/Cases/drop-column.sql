--: plain
ALTER TABLE orders DROP COLUMN note;
--: indexed
ALTER TABLE orders DROP COLUMN code;
--: in a unique constraint
ALTER TABLE orders DROP COLUMN ext;
--: in a check constraint
ALTER TABLE orders DROP COLUMN checked;
--: fk column
ALTER TABLE orders DROP COLUMN customer_id;
--: fk column of a not valid fk
ALTER TABLE orders DROP COLUMN region_id;
--: pk column referenced by fk (cascade)
ALTER TABLE orders DROP COLUMN id CASCADE;
--: pk column referenced by fk (restrict)
ALTER TABLE orders DROP COLUMN id;
--: pk column
ALTER TABLE order_items DROP COLUMN id;
--: referenced unique column (restrict)
ALTER TABLE pa DROP COLUMN p;
--: used by view
ALTER TABLE orders DROP COLUMN viewcol;
--: used by view cascade
ALTER TABLE customers DROP COLUMN email CASCADE;
--: used by generated column
--majors 12+
ALTER TABLE computed DROP COLUMN price;
--: used by generated column cascade
--majors 12+
ALTER TABLE computed DROP COLUMN price CASCADE;
--: a generated column
--majors 12+
ALTER TABLE computed DROP COLUMN total;
--: used by trigger
ALTER TABLE orders DROP COLUMN trigcol;
--: used by policy
ALTER TABLE secured DROP COLUMN polcol;
--: if exists, missing
ALTER TABLE orders DROP COLUMN IF EXISTS nope;
--: missing
ALTER TABLE orders DROP COLUMN nope;
--: on partitioned parent
ALTER TABLE events DROP COLUMN kind;
--: indexed on partitioned parent
--majors 11+
ALTER TABLE pix DROP COLUMN note;
--: partition key
ALTER TABLE events DROP COLUMN at;
--: on a partition
ALTER TABLE events_2023 DROP COLUMN kind;
--: on an inheritance parent
ALTER TABLE parent_t DROP COLUMN b;
--: several columns
ALTER TABLE orders DROP COLUMN note, DROP COLUMN code;
