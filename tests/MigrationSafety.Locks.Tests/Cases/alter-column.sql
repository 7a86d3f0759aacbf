--: set not null (no check)
ALTER TABLE orders ALTER COLUMN filled_col SET NOT NULL;
--: set not null (valid CHECK IS NOT NULL exists)
ALTER TABLE standalone ALTER COLUMN guarded SET NOT NULL;
--: set not null (NOT VALID CHECK exists)
ALTER TABLE orders ALTER COLUMN pending_col SET NOT NULL;
--: set not null (valid CHECK "x IS NOT NULL AND x > 0")
ALTER TABLE orders ALTER COLUMN guarded_col SET NOT NULL;
--: set not null (valid CHECK "x > 0" only)
ALTER TABLE orders ALTER COLUMN positive_col SET NOT NULL;
--: set not null (valid CHECK NOT (x IS NULL))
--setup
ALTER TABLE bare ADD CONSTRAINT ck_bare CHECK (NOT (w IS NULL));
--run
ALTER TABLE bare ALTER COLUMN w SET NOT NULL;
--: set not null (valid CHECK "x IS NOT NULL OR y")
--setup
ALTER TABLE bare ADD CONSTRAINT ck_bare CHECK (w IS NOT NULL OR k > 0);
--run
ALTER TABLE bare ALTER COLUMN w SET NOT NULL;
--: set not null (valid CHECK of two columns)
--setup
ALTER TABLE bare ADD CONSTRAINT ck_bare CHECK (w IS NOT NULL AND note IS NOT NULL);
--run
ALTER TABLE bare ALTER COLUMN w SET NOT NULL;
--: set not null (valid CHECK on another column)
ALTER TABLE standalone ALTER COLUMN w SET NOT NULL;
--: set not null of two columns, one guarded
ALTER TABLE standalone ALTER COLUMN guarded SET NOT NULL, ALTER COLUMN w SET NOT NULL;
--: set not null + drop helper check in one statement
ALTER TABLE standalone ALTER COLUMN guarded SET NOT NULL, DROP CONSTRAINT ck_standalone_guarded;
--: add check not null NOT VALID + validate + set not null, one tx
ALTER TABLE orders ADD CONSTRAINT ck1 CHECK (filled_col IS NOT NULL) NOT VALID;
ALTER TABLE orders VALIDATE CONSTRAINT ck1;
ALTER TABLE orders ALTER COLUMN filled_col SET NOT NULL;
--: set not null (nulls present)
--rows
ALTER TABLE orders ALTER COLUMN holes_col SET NOT NULL;
--: set not null (already not null)
ALTER TABLE orders ALTER COLUMN qty SET NOT NULL;
--: set not null (already not null and another)
ALTER TABLE orders ALTER COLUMN qty SET NOT NULL, ALTER COLUMN filled_col SET NOT NULL;
--: set not null + cheap type change
ALTER TABLE orders ALTER COLUMN plain SET NOT NULL, ALTER COLUMN plain TYPE text;
--: set not null + rewriting type change
ALTER TABLE orders ALTER COLUMN filled_col SET NOT NULL, ALTER COLUMN filled_col TYPE bigint;
--: set not null on partitioned parent
ALTER TABLE events ALTER COLUMN kind SET NOT NULL;
--: set not null on a partition
ALTER TABLE events_2023 ALTER COLUMN kind SET NOT NULL;
--: set not null on an inheritance parent
ALTER TABLE parent_t ALTER COLUMN a SET NOT NULL;
--: add constraint not null (18)
--majors 18+
ALTER TABLE orders ADD CONSTRAINT nn1 NOT NULL filled_col;
--: add constraint not null NOT VALID (18)
--majors 18+
ALTER TABLE orders ADD CONSTRAINT nn1 NOT NULL filled_col NOT VALID;
--: validate constraint not null (18)
--majors 18+
--setup
ALTER TABLE orders ADD CONSTRAINT nn1 NOT NULL filled_col NOT VALID;
--run
ALTER TABLE orders VALIDATE CONSTRAINT nn1;
--: set not null when NOT VALID not-null constraint exists (18)
--majors 18+
--setup
ALTER TABLE orders ADD CONSTRAINT nn1 NOT NULL filled_col NOT VALID;
--run
ALTER TABLE orders ALTER COLUMN filled_col SET NOT NULL;
--: add constraint not null with valid CHECK (18)
--majors 18+
ALTER TABLE standalone ADD CONSTRAINT nn1 NOT NULL guarded;
--: drop constraint not null (18)
--majors 18+
ALTER TABLE orders DROP CONSTRAINT orders_qty_not_null;
--: EF AlterColumn nullable->NOT NULL with defaultValue (UPDATE + SET NOT NULL + SET DEFAULT)
UPDATE orders SET holes_col = 0 WHERE holes_col IS NULL;
ALTER TABLE orders ALTER COLUMN holes_col SET NOT NULL;
ALTER TABLE orders ALTER COLUMN holes_col SET DEFAULT 0;
--: EF AlterColumn computed change (DROP + ADD stored + CREATE INDEX)
--majors 12+
ALTER TABLE computed DROP COLUMN total;
ALTER TABLE computed ADD total integer GENERATED ALWAYS AS (price * 3) STORED;
CREATE INDEX ix_computed_total ON computed (total);
--: drop not null
ALTER TABLE orders ALTER COLUMN qty DROP NOT NULL;
--: drop not null (already nullable)
ALTER TABLE orders ALTER COLUMN note DROP NOT NULL;
--: drop not null on identity column
ALTER TABLE orders ALTER COLUMN id DROP NOT NULL;
--: drop not null on pk column
ALTER TABLE regions ALTER COLUMN id DROP NOT NULL;
--: drop not null on partitioned parent
ALTER TABLE events ALTER COLUMN id DROP NOT NULL;
--: drop not null on a partition whose parent has it
ALTER TABLE events_2023 ALTER COLUMN id DROP NOT NULL;
--: set default const
ALTER TABLE orders ALTER COLUMN note SET DEFAULT 'x';
--: set default volatile
ALTER TABLE orders ALTER COLUMN amount SET DEFAULT random();
--: set default on partitioned parent
ALTER TABLE events ALTER COLUMN kind SET DEFAULT 'x';
--: set default only on partitioned parent
ALTER TABLE ONLY events ALTER COLUMN kind SET DEFAULT 'x';
--: set default of a view column
ALTER VIEW v_orders ALTER COLUMN viewcol SET DEFAULT 'x';
--: set default of an identity column
ALTER TABLE orders ALTER COLUMN id SET DEFAULT 1;
--: set default of a generated column
--majors 12+
ALTER TABLE computed ALTER COLUMN total SET DEFAULT 1;
--: drop default
ALTER TABLE orders ALTER COLUMN note DROP DEFAULT;
--: add generated by default as identity
ALTER TABLE orders ALTER COLUMN qty ADD GENERATED BY DEFAULT AS IDENTITY;
--: add identity to a nullable column
ALTER TABLE orders ALTER COLUMN filled_col ADD GENERATED ALWAYS AS IDENTITY;
--: drop identity
ALTER TABLE orders ALTER COLUMN id DROP IDENTITY;
--: drop identity of a plain column
ALTER TABLE orders ALTER COLUMN qty DROP IDENTITY;
--: drop identity if exists of a plain column
ALTER TABLE orders ALTER COLUMN qty DROP IDENTITY IF EXISTS;
--: set generated always
ALTER TABLE orders ALTER COLUMN id SET GENERATED ALWAYS;
--: identity restart
ALTER TABLE orders ALTER COLUMN id RESTART WITH 10000;
--: set statistics
ALTER TABLE orders ALTER COLUMN code SET STATISTICS 500;
--: set statistics on partitioned parent
ALTER TABLE events ALTER COLUMN kind SET STATISTICS 500;
--: set (n_distinct)
ALTER TABLE orders ALTER COLUMN code SET (n_distinct = 100);
--: reset (n_distinct)
ALTER TABLE orders ALTER COLUMN code RESET (n_distinct);
--: set storage external
ALTER TABLE orders ALTER COLUMN note SET STORAGE EXTERNAL;
--: set compression pglz
--majors 14+
ALTER TABLE orders ALTER COLUMN note SET COMPRESSION pglz;
--: drop expression (generated stored)
--majors 13+
ALTER TABLE computed ALTER COLUMN total DROP EXPRESSION;
--: drop expression (generated virtual)
--majors 18+
ALTER TABLE computed_virtual ALTER COLUMN total DROP EXPRESSION;
--: drop expression of a plain column
--majors 13+
ALTER TABLE computed ALTER COLUMN price DROP EXPRESSION;
--: set expression (generated stored, 17+)
--majors 17+
ALTER TABLE computed ALTER COLUMN total SET EXPRESSION AS (price * 3);
--: set expression (generated virtual, 18)
--majors 18+
ALTER TABLE computed_virtual ALTER COLUMN total SET EXPRESSION AS (price * 3);
--: set expression (generated virtual with check constraint, 18)
--majors 18+
--setup
ALTER TABLE computed_virtual ADD CONSTRAINT ck_cv CHECK (price > 0);
--run
ALTER TABLE computed_virtual ALTER COLUMN total SET EXPRESSION AS (price * 3);
--: set expression of a plain column
--majors 17+
ALTER TABLE computed ALTER COLUMN price SET EXPRESSION AS (1);
