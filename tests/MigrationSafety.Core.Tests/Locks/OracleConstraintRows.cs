namespace MigrationSafety.Core.Tests.Locks;

/// <summary>What servers of 12 to 18 did with constraints, indexes and partitions.</summary>
internal static class OracleConstraintRows
{
    public const string Constraint = """
        add check | all | ALTER TABLE orders ADD CONSTRAINT ck1 CHECK (n > 0) => orders:AX scan
        add check not valid | all | ALTER TABLE orders ADD CONSTRAINT ck1 CHECK (n > 0) NOT VALID => orders:AX
        validate check | all | ALTER TABLE orders VALIDATE CONSTRAINT ck_pending => orders:SUX scan
        validate again | all | ALTER TABLE orders VALIDATE CONSTRAINT ck_positive => orders:SUX
        validate, constraint not known | all | ALTER TABLE nowhere VALIDATE CONSTRAINT c => nowhere:SUX scan assumed
        add check not valid + validate same tx | all | ALTER TABLE orders ADD CONSTRAINT ck1 CHECK (n > 0) NOT VALID; ALTER TABLE orders VALIDATE CONSTRAINT ck1 => orders:AX scan
        add check not enforced (18) | 18+ | ALTER TABLE orders ADD CONSTRAINT ck1 CHECK (n > 0) NOT ENFORCED => orders:AX
        drop check | all | ALTER TABLE orders DROP CONSTRAINT ck_positive => orders:AX
        add fk | all | ALTER TABLE orders ADD CONSTRAINT f FOREIGN KEY (region_id) REFERENCES regions (id) => orders:SRX scan, regions:SRX scan
        add fk not valid | all | ALTER TABLE orders ADD CONSTRAINT f FOREIGN KEY (region_id) REFERENCES regions NOT VALID => orders:SRX, regions:SRX
        validate fk | all | ALTER TABLE orders ADD CONSTRAINT f FOREIGN KEY (region_id) REFERENCES regions NOT VALID;; ALTER TABLE orders VALIDATE CONSTRAINT f => orders:SUX scan, regions:RS scan
        add fk not valid + validate same tx | all | ALTER TABLE orders ADD CONSTRAINT f FOREIGN KEY (region_id) REFERENCES regions NOT VALID; ALTER TABLE orders VALIDATE CONSTRAINT f => orders:SRX scan, regions:SRX scan
        add fk not enforced (18) | 18+ | ALTER TABLE orders ADD CONSTRAINT f FOREIGN KEY (region_id) REFERENCES regions NOT ENFORCED => orders:SRX, regions:SRX
        alter constraint enforced (18) | 18+ | ALTER TABLE orders ADD CONSTRAINT f FOREIGN KEY (region_id) REFERENCES regions NOT ENFORCED;; ALTER TABLE orders ALTER CONSTRAINT f ENFORCED => orders:AX scan, regions:SRX scan
        add fk self reference | all | ALTER TABLE orders ADD CONSTRAINT f FOREIGN KEY (i4) REFERENCES orders => orders:SRX scan
        add fk on partitioned table | all | ALTER TABLE events ADD CONSTRAINT f FOREIGN KEY (customer_id) REFERENCES customers => customers:SRX scan, events:SRX, events_2023:SRX scan, events_2024:SRX scan
        add fk not valid on partitioned table | 12-17 | ALTER TABLE events ADD CONSTRAINT f FOREIGN KEY (customer_id) REFERENCES customers NOT VALID => ERROR 42809 cannot add NOT VALID foreign key on partitioned table "events" referencing relation "customers"
        add fk not valid on partitioned table | 18+ | ALTER TABLE events ADD CONSTRAINT f FOREIGN KEY (customer_id) REFERENCES customers NOT VALID => customers:SRX, events:SRX, events_2023:SRX, events_2024:SRX
        add fk referencing partitioned table | all | ALTER TABLE target_t ADD CONSTRAINT f FOREIGN KEY (id) REFERENCES ptab => ptab:SRX, ptab1:SRX scan, target_t:SRX scan
        add fk referencing partitioned table below 12 (measured on 11) | 11-11 | ALTER TABLE target_t ADD FOREIGN KEY (id) REFERENCES ptab => ERROR 42809 cannot reference partitioned table "ptab"
        add fk on partitioned table (measured on 10) | 10-10 | ALTER TABLE events ADD FOREIGN KEY (customer_id) REFERENCES customers => ERROR 0A000 foreign key constraints are not supported on partitioned tables
        add exclusion on partitioned table (measured on 15) | 11-16 | ALTER TABLE events ADD EXCLUDE USING gist (at WITH =) => ERROR 0A000 exclusion constraints are not supported on partitioned tables
        drop fk | all | ALTER TABLE orders DROP CONSTRAINT fk_orders_customers => customers:AX, orders:AX
        drop constraint, not known | all | ALTER TABLE nowhere DROP CONSTRAINT f => nowhere:AX assumed
        drop pk referenced by fk | all | ALTER TABLE orders DROP CONSTRAINT orders_pkey => ERROR 2BP01 cannot drop constraint orders_pkey on table orders because other objects depend on it
        drop pk referenced by fk cascade | all | ALTER TABLE orders DROP CONSTRAINT orders_pkey CASCADE => order_items:AX, orders:AX
        drop pk | all | ALTER TABLE order_items DROP CONSTRAINT order_items_pkey => order_items:AX
        drop unique | all | ALTER TABLE orders DROP CONSTRAINT uq_orders_ext => orders:AX
        alter constraint deferrable (fk) | all | ALTER TABLE orders ALTER CONSTRAINT fk_orders_customers DEFERRABLE => orders:AX
        rename constraint (fk) | all | ALTER TABLE orders RENAME CONSTRAINT fk_orders_customers TO f => orders:AX
        rename constraint (unique) | all | ALTER TABLE orders RENAME CONSTRAINT uq_orders_ext TO u => orders:AX
        add primary key (columns already not null) | all | ALTER TABLE standalone ADD CONSTRAINT pk1 PRIMARY KEY (k) => standalone:AX scan index
        add primary key (nullable column) | all | ALTER TABLE standalone ADD CONSTRAINT pk1 PRIMARY KEY (w) => standalone:AX scan index
        add primary key using index | all | ALTER TABLE standalone ADD CONSTRAINT pk1 PRIMARY KEY USING INDEX uxk => standalone:AX
        add primary key using index (nullable column) | all | ALTER TABLE standalone ADD CONSTRAINT pk1 PRIMARY KEY USING INDEX uxw => standalone:AX scan
        add primary key (nullable column with valid CHECK IS NOT NULL) | all | ALTER TABLE standalone ADD CONSTRAINT pk1 PRIMARY KEY (guarded) => standalone:AX scan index
        add primary key using index (nullable col, valid CHECK) | all | ALTER TABLE standalone ADD CONSTRAINT pk1 PRIMARY KEY USING INDEX uxg => standalone:AX
        second primary key | all | ALTER TABLE orders ADD PRIMARY KEY (qty) => ERROR 42P16 multiple primary keys for table "orders" are not allowed
        drop unique referenced by fk | all | ALTER TABLE pa DROP CONSTRAINT pa_p_key => ERROR 2BP01 cannot drop constraint pa_p_key on table pa because other objects depend on it
        add unique without overlaps (18) | 18+ | ALTER TABLE orders ADD CONSTRAINT u UNIQUE (id, period WITHOUT OVERLAPS) => orders:AX scan index
        add unique | all | ALTER TABLE orders ADD CONSTRAINT uq1 UNIQUE (qty) => orders:AX scan index
        add unique using index | all | ALTER TABLE orders ADD CONSTRAINT uq1 UNIQUE USING INDEX uxn => orders:AX
        add unique using an index that is not unique | all | ALTER TABLE orders ADD CONSTRAINT uq1 UNIQUE USING INDEX ix_orders_code => ERROR 42809 "ix_orders_code" is not a unique index
        add unique nulls not distinct | 15+ | ALTER TABLE orders ADD CONSTRAINT uq1 UNIQUE NULLS NOT DISTINCT (qty) => orders:AX scan index
        unique without the partition key | all | ALTER TABLE events ADD UNIQUE (id) => ERROR 0A000 unique constraint on partitioned table must include all partitioning columns
        add exclusion | all | ALTER TABLE orders ADD CONSTRAINT ex EXCLUDE USING gist (i4 WITH =) => orders:AX scan index
        swap pk: drop + add using index (one statement) | all | ALTER TABLE order_items ADD CONSTRAINT order_items_pkey PRIMARY KEY USING INDEX uxi, DROP CONSTRAINT order_items_pkey => order_items:AX
        domain add constraint | all | ALTER DOMAIN plain_int ADD CONSTRAINT d CHECK (VALUE > 0) => orders:S scan
        domain add constraint not valid | all | ALTER DOMAIN plain_int ADD CONSTRAINT d CHECK (VALUE > 0) NOT VALID => -
        domain validate constraint | all | ALTER DOMAIN plain_int ADD CONSTRAINT d CHECK (VALUE > 0) NOT VALID;; ALTER DOMAIN plain_int VALIDATE CONSTRAINT d => orders:S scan
        domain set not null | all | ALTER DOMAIN plain_int SET NOT NULL => orders:S scan
        """;

    public const string Index = """
        create index | all | CREATE INDEX i ON orders (n) => orders:S scan index
        create index concurrently | all | CREATE INDEX CONCURRENTLY i ON orders (n) => orders:SUX scan index; tx=no; waits
        create unique index | all | CREATE UNIQUE INDEX i ON orders (qty) => orders:S scan index
        create unique index concurrently | all | CREATE UNIQUE INDEX CONCURRENTLY i ON orders (qty) => orders:SUX scan index; tx=no; waits
        create index concurrently if not exists (exists) | all | CREATE INDEX CONCURRENTLY IF NOT EXISTS ix_orders_code ON orders (code) => orders:SUX; tx=no
        create index gin trgm | all | CREATE INDEX i ON orders USING gin (txt gin_trgm_ops) => orders:S scan index
        create index expression partial | all | CREATE INDEX i ON orders (lower(txt)) WHERE qty > 1 => orders:S scan index
        create index on partitioned | all | CREATE INDEX i ON events (txt) => events:S, events_2023:S scan index, events_2024:S scan index
        create index on partitioned (measured on 10) | 10-10 | CREATE INDEX i ON events (txt) => ERROR 42809 cannot create index on partitioned table "events"
        create index on only partitioned | all | CREATE INDEX i ON ONLY events (txt) => events:S
        create index concurrently on partitioned | all | CREATE INDEX CONCURRENTLY i ON events (txt) => ERROR 0A000 cannot create index on partitioned table "events" concurrently; tx=no
        alter index attach partition | all | CREATE INDEX i ON ONLY events (txt); CREATE INDEX i1 ON events_2023 (txt);; ALTER INDEX i ATTACH PARTITION i1 => events:AS, events_2023:AS
        reindex index | all | REINDEX INDEX ix_orders_code => orders:S scan index
        reindex index concurrently | all | REINDEX INDEX CONCURRENTLY ix_orders_code => orders:SUX scan index; tx=no; waits
        reindex concurrently below 12 (documentation) | 11-11 | REINDEX INDEX CONCURRENTLY ix_orders_code => ERROR 42601 syntax error at or near "CONCURRENTLY"; tx=no
        reindex table | all | REINDEX TABLE orders => orders:S scan index
        reindex table concurrently | all | REINDEX TABLE CONCURRENTLY orders => orders:SUX scan index; tx=no; waits
        reindex schema | all | REINDEX SCHEMA s2 => s2.t:S scan index, s2.u:S scan index; tx=no
        alter index set (fillfactor) | all | ALTER INDEX ix_orders_code SET (fillfactor = 70) => ix_orders_code:SUX
        alter index set tablespace | all | ALTER INDEX ix_orders_code SET TABLESPACE t => ix_orders_code:AX rewrite newfile
        create statistics | all | CREATE STATISTICS st ON n, qty FROM orders => orders:SUX
        analyze | all | ANALYZE orders => orders:SUX
        drop index | all | DROP INDEX ix_orders_code => orders:AX
        drop index concurrently | all | DROP INDEX CONCURRENTLY ix_orders_code => orders:SUX; tx=no
        drop index, not known | all | DROP INDEX ix_unknown => ix_unknown:AX assumed
        drop index owned by constraint | all | DROP INDEX uq_orders_ext => ERROR 2BP01 cannot drop index uq_orders_ext because constraint uq_orders_ext on table orders requires it
        drop index on partitioned | all | DROP INDEX ix_events_id => events:AX, events_2023:AX, events_2024:AX
        drop index concurrently on partitioned | all | DROP INDEX CONCURRENTLY ix_events_id => ERROR 0A000 cannot drop partitioned index "ix_events_id" concurrently; tx=no
        drop index of a partition | all | DROP INDEX events_2023_id_idx => ERROR 2BP01 cannot drop index events_2023_id_idx because index ix_events_id requires it
        """;

    public const string Partition = """
        attach (no check) | all | ALTER TABLE events ATTACH PARTITION ev_new FOR VALUES FROM ('2025-01-01') TO ('2026-01-01') => ev_new:AX scan index, events:SUX
        attach (matching valid check) | all | ALTER TABLE events ATTACH PARTITION ev_new_chk FOR VALUES FROM ('2025-01-01') TO ('2026-01-01') => ev_new_chk:AX scan index, events:SUX
        attach (check too wide) | all | ALTER TABLE logs ATTACH PARTITION ev_fit FOR VALUES FROM ('2025-02-01') TO ('2026-01-01') => ev_fit:AX scan, logs:SUX
        attach (matching check, default partition exists) | all | ALTER TABLE evd ATTACH PARTITION ev_fit FOR VALUES FROM ('2025-01-01') TO ('2026-01-01') => ev_fit:AX, evd:SUX, evd_default:AX scan
        attach (matching valid check, no parent index) | all | ALTER TABLE logs ATTACH PARTITION ev_fit FOR VALUES FROM ('2025-01-01') TO ('2026-01-01') => ev_fit:AX, logs:SUX
        attach (no check, no parent index) | all | ALTER TABLE logs ATTACH PARTITION ev_plain FOR VALUES FROM ('2025-01-01') TO ('2026-01-01') => ev_plain:AX scan, logs:SUX
        attach (matching valid check, matching index pre-created) | all | CREATE INDEX i ON ev_new_chk (id);; ALTER TABLE events ATTACH PARTITION ev_new_chk FOR VALUES FROM ('2025-01-01') TO ('2026-01-01') => ev_new_chk:AX, events:SUX
        attach (matching check, default partition has excluding CHECK) | all | ALTER TABLE evd_default ADD CHECK (at < '2025-01-01' OR at >= '2026-01-01');; ALTER TABLE evd ATTACH PARTITION ev_fit FOR VALUES FROM ('2025-01-01') TO ('2026-01-01') => ev_fit:AX, evd:SUX, evd_default:AX
        attach (default partition excludes by one bound) | all | ALTER TABLE evd_default ADD CHECK (at < '2025-01-01');; ALTER TABLE evd ATTACH PARTITION ev_fit FOR VALUES FROM ('2025-01-01') TO ('2026-01-01') => ev_fit:AX, evd:SUX, evd_default:AX
        attach (default partition excludes something else) | all | ALTER TABLE evd_default ADD CHECK (at < '2025-06-01');; ALTER TABLE evd ATTACH PARTITION ev_fit FOR VALUES FROM ('2025-01-01') TO ('2026-01-01') => ev_fit:AX, evd:SUX, evd_default:AX scan
        attach (default partition excludes with NULL) | all | ALTER TABLE evd_default ADD CHECK (NOT (at IS NOT NULL AND at >= '2025-01-01' AND at < '2026-01-01'));; ALTER TABLE evd ATTACH PARTITION ev_fit FOR VALUES FROM ('2025-01-01') TO ('2026-01-01') => ev_fit:AX, evd:SUX, evd_default:AX
        attach with wrong columns | all | ALTER TABLE logs ATTACH PARTITION ev_new FOR VALUES FROM ('2025-01-01') TO ('2026-01-01') => ERROR 42804 table "ev_new" contains column "customer_id" not found in parent "logs"
        attach below 12 (measured on 11) | 11-11 | ALTER TABLE logs ATTACH PARTITION ev_plain FOR VALUES FROM ('2025-01-01') TO ('2026-01-01') => ev_plain:AX scan, logs:AX
        attach to a parent with a foreign key | all | ALTER TABLE logs ADD r integer REFERENCES regions; ALTER TABLE ev_fit ADD r integer;; ALTER TABLE logs ATTACH PARTITION ev_fit FOR VALUES FROM ('2025-01-01') TO ('2026-01-01') => ev_fit:AX scan, logs:SUX, regions:SRX scan
        detach | 12-13 | ALTER TABLE events DETACH PARTITION events_2023 => events:AX, events_2023:SUX
        detach | 14+ | ALTER TABLE events DETACH PARTITION events_2023 => events:AX, events_2023:AX
        detach concurrently | 14+ | ALTER TABLE events DETACH PARTITION events_2023 CONCURRENTLY => events:SUX, events_2023:AX; tx=no
        detach concurrently below 14 | 12-13 | ALTER TABLE events DETACH PARTITION events_2023 CONCURRENTLY => ERROR 42601 syntax error at or near "CONCURRENTLY"; tx=no
        detach concurrently (default partition exists) | 14+ | CREATE TABLE evd1 PARTITION OF evd FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');; ALTER TABLE evd DETACH PARTITION evd1 CONCURRENTLY => ERROR 55000 cannot detach partitions concurrently when a default partition exists; tx=no
        create partition of | all | CREATE TABLE p PARTITION OF events FOR VALUES FROM ('2025-01-01') TO ('2026-01-01') => events:AX
        create partition of (default partition exists) | all | CREATE TABLE p PARTITION OF evd FOR VALUES FROM ('2025-01-01') TO ('2026-01-01') => evd:AX, evd_default:AX scan
        """;
}
