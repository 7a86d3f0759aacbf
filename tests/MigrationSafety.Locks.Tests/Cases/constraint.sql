--: add check
ALTER TABLE orders ADD CONSTRAINT ck1 CHECK (qty > 0);
--: add check without a name
ALTER TABLE orders ADD CHECK (qty > 0);
--: add check not valid
ALTER TABLE orders ADD CONSTRAINT ck1 CHECK (qty > 0) NOT VALID;
--: add check not null form
ALTER TABLE orders ADD CONSTRAINT ck1 CHECK (filled_col IS NOT NULL);
--: validate check
ALTER TABLE orders VALIDATE CONSTRAINT ck_orders_pending;
--: validate check that is valid already
ALTER TABLE orders VALIDATE CONSTRAINT ck_orders_qty;
--: validate missing constraint
ALTER TABLE orders VALIDATE CONSTRAINT nope;
--: validate unique constraint
ALTER TABLE orders VALIDATE CONSTRAINT uq_orders_ext;
--: add check not valid + validate same tx
ALTER TABLE orders ADD CONSTRAINT ck1 CHECK (qty > 0) NOT VALID;
ALTER TABLE orders VALIDATE CONSTRAINT ck1;
--: add check not valid + validate in one statement
ALTER TABLE orders ADD CONSTRAINT ck1 CHECK (qty > 0) NOT VALID, VALIDATE CONSTRAINT ck1;
--: add check not enforced (18)
--majors 18+
ALTER TABLE orders ADD CONSTRAINT ck1 CHECK (qty > 0) NOT ENFORCED;
--: add check violated
--rows
ALTER TABLE orders ADD CONSTRAINT ck1 CHECK (qty > 100);
--: add check that exists
ALTER TABLE orders ADD CONSTRAINT ck_orders_qty CHECK (qty > 0);
--: drop check
ALTER TABLE orders DROP CONSTRAINT ck_orders_qty;
--: drop missing constraint
ALTER TABLE orders DROP CONSTRAINT nope;
--: drop constraint if exists, missing
ALTER TABLE orders DROP CONSTRAINT IF EXISTS nope;
--: add check on partitioned table
ALTER TABLE events ADD CONSTRAINT ck1 CHECK (id > 0);
--: add check not valid on partitioned table
ALTER TABLE events ADD CONSTRAINT ck1 CHECK (id > 0) NOT VALID;
--: validate check on partitioned table
--setup
ALTER TABLE events ADD CONSTRAINT ck1 CHECK (id > 0) NOT VALID;
--run
ALTER TABLE events VALIDATE CONSTRAINT ck1;
--: add check on an inheritance parent
ALTER TABLE parent_t ADD CONSTRAINT ck1 CHECK (a > 0);
--: add check no inherit
ALTER TABLE parent_t ADD CONSTRAINT ck1 CHECK (a > 0) NO INHERIT;
--: add check only on an inheritance parent
ALTER TABLE ONLY parent_t ADD CONSTRAINT ck1 CHECK (a > 0);
--: add fk
ALTER TABLE orders ADD CONSTRAINT fk1 FOREIGN KEY (region_id) REFERENCES regions (id);
--: add fk on delete cascade
ALTER TABLE orders ADD CONSTRAINT fk1 FOREIGN KEY (region_id) REFERENCES regions (id) ON DELETE CASCADE;
--: add fk not valid
ALTER TABLE orders ADD CONSTRAINT fk1 FOREIGN KEY (region_id) REFERENCES regions (id) NOT VALID;
--: add fk without naming the key
ALTER TABLE orders ADD FOREIGN KEY (region_id) REFERENCES regions;
--: add fk violated
--rows
ALTER TABLE orders ADD CONSTRAINT fk1 FOREIGN KEY (qty) REFERENCES regions (id);
--: add fk to a column without unique index
ALTER TABLE orders ADD CONSTRAINT fk1 FOREIGN KEY (qty) REFERENCES target_t (id);
--: add fk to a missing table
ALTER TABLE orders ADD CONSTRAINT fk1 FOREIGN KEY (qty) REFERENCES nowhere (id);
--: add fk to another table
ALTER TABLE order_items ADD CONSTRAINT fk1 FOREIGN KEY (quantity) REFERENCES customers (id);
--: validate fk
ALTER TABLE orders VALIDATE CONSTRAINT fk_orders_regions_pending;
--: validate fk that is valid already
ALTER TABLE orders VALIDATE CONSTRAINT fk_orders_customers;
--: add fk not valid + validate same tx
ALTER TABLE orders ADD CONSTRAINT fk1 FOREIGN KEY (region_id) REFERENCES regions (id) NOT VALID;
ALTER TABLE orders VALIDATE CONSTRAINT fk1;
--: add fk not enforced (18)
--majors 18+
ALTER TABLE orders ADD CONSTRAINT fk1 FOREIGN KEY (region_id) REFERENCES regions (id) NOT ENFORCED;
--: alter constraint enforced (18)
--majors 18+
--setup
ALTER TABLE orders ADD CONSTRAINT fk1 FOREIGN KEY (region_id) REFERENCES regions (id) NOT ENFORCED;
--run
ALTER TABLE orders ALTER CONSTRAINT fk1 ENFORCED;
--: alter constraint not enforced (18)
--majors 18+
ALTER TABLE orders ALTER CONSTRAINT fk_orders_customers NOT ENFORCED;
--: add fk self reference
ALTER TABLE tree ADD CONSTRAINT fk1 FOREIGN KEY (parent_id) REFERENCES tree (id);
--: add fk self reference not valid
ALTER TABLE tree ADD CONSTRAINT fk1 FOREIGN KEY (parent_id) REFERENCES tree (id) NOT VALID;
--: add fk on partitioned table
--majors 11+
ALTER TABLE events ADD CONSTRAINT fk1 FOREIGN KEY (customer_id) REFERENCES customers (id);
--: add fk not valid on partitioned table
--majors 11+
ALTER TABLE events ADD CONSTRAINT fk1 FOREIGN KEY (customer_id) REFERENCES customers (id) NOT VALID;
--: add fk on a partition
ALTER TABLE events_2023 ADD CONSTRAINT fk1 FOREIGN KEY (customer_id) REFERENCES customers (id);
--: add fk referencing partitioned table
--majors 11+
ALTER TABLE target_t ADD CONSTRAINT fk1 FOREIGN KEY (id) REFERENCES ptab (id);
--: drop fk
ALTER TABLE orders DROP CONSTRAINT fk_orders_customers;
--: drop fk not valid
ALTER TABLE orders DROP CONSTRAINT fk_orders_regions_pending;
--: drop fk on partitioned table
--majors 11+
--setup
ALTER TABLE events ADD CONSTRAINT fk1 FOREIGN KEY (customer_id) REFERENCES customers (id);
--run
ALTER TABLE events DROP CONSTRAINT fk1;
--: drop pk referenced by fk
ALTER TABLE orders DROP CONSTRAINT orders_pkey;
--: drop pk referenced by fk cascade
ALTER TABLE orders DROP CONSTRAINT orders_pkey CASCADE;
--: drop pk
ALTER TABLE order_items DROP CONSTRAINT order_items_pkey;
--: drop unique
ALTER TABLE orders DROP CONSTRAINT uq_orders_ext;
--: drop unique referenced by fk
ALTER TABLE pa DROP CONSTRAINT pa_p_key;
--: drop unique referenced by fk cascade
ALTER TABLE pa DROP CONSTRAINT pa_p_key CASCADE;
--: alter constraint deferrable (fk)
ALTER TABLE orders ALTER CONSTRAINT fk_orders_customers DEFERRABLE;
--: alter constraint of a check
ALTER TABLE orders ALTER CONSTRAINT ck_orders_qty DEFERRABLE;
--: rename constraint (fk)
ALTER TABLE orders RENAME CONSTRAINT fk_orders_customers TO fk2;
--: rename constraint (unique)
ALTER TABLE orders RENAME CONSTRAINT uq_orders_ext TO uq2;
--: rename constraint (check)
ALTER TABLE orders RENAME CONSTRAINT ck_orders_qty TO ck2;
--: rename missing constraint
ALTER TABLE orders RENAME CONSTRAINT nope TO ck2;
--: add primary key (columns already not null)
ALTER TABLE standalone ADD CONSTRAINT pk1 PRIMARY KEY (k);
--: add primary key (nullable column)
ALTER TABLE standalone ADD CONSTRAINT pk1 PRIMARY KEY (w);
--: add primary key to a table that has one
ALTER TABLE orders ADD CONSTRAINT pk1 PRIMARY KEY (qty);
--: add primary key using index
ALTER TABLE standalone ADD CONSTRAINT pk1 PRIMARY KEY USING INDEX uxk;
--: add primary key using index (nullable column)
ALTER TABLE standalone ADD CONSTRAINT pk1 PRIMARY KEY USING INDEX uxw;
--: add primary key (nullable column with valid CHECK IS NOT NULL)
ALTER TABLE standalone ADD CONSTRAINT pk1 PRIMARY KEY (guarded);
--: add primary key using index (nullable col, valid CHECK)
ALTER TABLE standalone ADD CONSTRAINT pk1 PRIMARY KEY USING INDEX uxg;
--: add primary key using missing index
ALTER TABLE standalone ADD CONSTRAINT pk1 PRIMARY KEY USING INDEX nope;
--: add primary key on partitioned table
--majors 11+
ALTER TABLE events ADD CONSTRAINT pk1 PRIMARY KEY (id, at);
--: add unique without overlaps (18)
--majors 18+
--setup
CREATE TABLE booked (room integer, during tsrange);
INSERT INTO booked SELECT g, tsrange(timestamp '2024-01-01', timestamp '2024-01-02') FROM generate_series(1, 1000) g;
--run
ALTER TABLE booked ADD CONSTRAINT uq1 UNIQUE (room, during WITHOUT OVERLAPS);
--: add unique
ALTER TABLE orders ADD CONSTRAINT uq1 UNIQUE (code);
--: add unique deferrable
ALTER TABLE orders ADD CONSTRAINT uq1 UNIQUE (code) DEFERRABLE;
--: add unique (duplicates)
--rows
ALTER TABLE orders ADD CONSTRAINT uq1 UNIQUE (dup_col);
--: add unique without the partition key
--majors 11+
ALTER TABLE events ADD CONSTRAINT uq1 UNIQUE (id);
--: add unique on partitioned table
--majors 11+
ALTER TABLE events ADD CONSTRAINT uq1 UNIQUE (id, at);
--: add unique using index
ALTER TABLE orders ADD CONSTRAINT uq1 UNIQUE USING INDEX uxn;
--: add unique using index that is not unique
ALTER TABLE orders ADD CONSTRAINT uq1 UNIQUE USING INDEX ix_orders_code;
--: add unique nulls not distinct
--majors 15+
ALTER TABLE orders ADD CONSTRAINT uq1 UNIQUE NULLS NOT DISTINCT (code);
--: add exclusion
ALTER TABLE orders ADD CONSTRAINT ex1 EXCLUDE USING gist (code WITH =);
--: drop exclusion
--setup
ALTER TABLE orders ADD CONSTRAINT ex1 EXCLUDE USING gist (code WITH =);
--run
ALTER TABLE orders DROP CONSTRAINT ex1;
--: swap pk: drop + add using index (one statement)
ALTER TABLE order_items DROP CONSTRAINT order_items_pkey, ADD CONSTRAINT order_items_pkey PRIMARY KEY USING INDEX uxi;
--: domain add constraint
ALTER DOMAIN order_code ADD CONSTRAINT ck1 CHECK (VALUE <> '');
--: domain add constraint not valid
ALTER DOMAIN order_code ADD CONSTRAINT ck1 CHECK (VALUE <> '') NOT VALID;
--: domain add constraint violated
--rows
ALTER DOMAIN order_code ADD CONSTRAINT ck1 CHECK (VALUE = '');
--: domain validate constraint
--setup
ALTER DOMAIN order_code ADD CONSTRAINT ck1 CHECK (VALUE <> '') NOT VALID;
--run
ALTER DOMAIN order_code VALIDATE CONSTRAINT ck1;
--: domain set not null
ALTER DOMAIN order_code SET NOT NULL;
--: domain drop not null
ALTER DOMAIN order_code DROP NOT NULL;
--: domain add constraint, unused
ALTER DOMAIN unused_domain ADD CONSTRAINT ck1 CHECK (VALUE <> '');
--: domain set default
ALTER DOMAIN order_code SET DEFAULT 'x';
--: domain drop constraint
ALTER DOMAIN positive_int DROP CONSTRAINT positive_int_check;
--: domain rename constraint
ALTER DOMAIN positive_int RENAME CONSTRAINT positive_int_check TO ck2;
