namespace MigrationSafety.Core.Tests.Locks;

/// <summary>What servers of 12 to 18 did with renames, drops, creations, maintenance and data changes.</summary>
internal static class OracleTableRows
{
    public const string Rename = """
        column | all | ALTER TABLE orders RENAME n TO m => orders:AX
        column used by view | all | ALTER TABLE orders RENAME viewcol TO m => orders:AX
        table | all | ALTER TABLE orders RENAME TO o2 => orders:AX
        index | all | ALTER INDEX ix_orders_code RENAME TO i => ix_orders_code:SUX
        index below 12 (documentation) | 11-11 | ALTER INDEX ix_orders_code RENAME TO i => ix_orders_code:AX
        index via alter table | all | ALTER TABLE ix_orders_code RENAME TO i => ix_orders_code:AX
        primary key index | all | ALTER INDEX orders_pkey RENAME TO i => orders_pkey:SUX
        sequence | all | ALTER SEQUENCE seq1 RENAME TO s => seq1:AX
        view | all | ALTER VIEW v_orders RENAME TO v => v_orders:AX
        set schema | all | ALTER TABLE orders SET SCHEMA s2 => orders:AX
        type | all | ALTER TYPE order_status RENAME TO os => -
        enum value | all | ALTER TYPE order_status RENAME VALUE 'new' TO 'fresh' => -
        schema | all | ALTER SCHEMA s2 RENAME TO s3 => -
        trigger | all | ALTER TRIGGER trg ON orders RENAME TO t => orders:AX
        """;

    public const string Drop = """
        table | all | DROP TABLE order_items => order_items:AX, orders:AX
        table referenced by fk | all | DROP TABLE customers => ERROR 2BP01 cannot drop table customers because other objects depend on it
        table referenced by fk cascade | all | DROP TABLE pa CASCADE => ch:AX, pa:AX
        both sides of a fk in one statement | all | DROP TABLE pa, ch => ch:AX, pa:AX
        partition table | all | DROP TABLE events_2023 => events:AX, events_2023:AX
        partition beside a default partition | all | CREATE TABLE evd1 PARTITION OF evd FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');; DROP TABLE evd1 => evd:AX, evd1:AX, evd_default:AX
        partitioned parent | all | DROP TABLE events => events:AX, events_2023:AX, events_2024:AX
        view | all | DROP VIEW v_orders => v_orders:AX
        materialized view | all | DROP MATERIALIZED VIEW mv_nouq => mv_nouq:AX
        sequence | all | DROP SEQUENCE seq1 => seq1:AX
        type in use | all | DROP TYPE order_status => ERROR 2BP01 cannot drop type order_status because other objects depend on it
        type in use cascade | all | DROP TYPE order_status CASCADE => orders:AX
        trigger | all | DROP TRIGGER trg ON orders => orders:AX
        schema cascade | all | DROP SCHEMA s2 CASCADE => customers:AX, s2.t:AX, s2.u:AX
        schema restrict | all | DROP SCHEMA s2 => ERROR 2BP01 cannot drop schema s2 because other objects depend on it
        function | all | DROP FUNCTION f() => -
        extension | all | DROP EXTENSION citext => -
        policy | all | DROP POLICY pol ON orders => orders:AX
        rule | all | DROP RULE r ON target_t => target_t:AX
        owned | all | DROP OWNED BY CURRENT_USER => -
        """;

    public const string Create = """
        table | all | CREATE TABLE t (id integer PRIMARY KEY) => -
        table with fk | all | CREATE TABLE t (id integer, o integer REFERENCES orders) => orders:SRX
        table as select | all | CREATE TABLE t AS SELECT * FROM orders => orders:AS scan
        table as select with no data | all | CREATE TABLE t AS SELECT * FROM orders WITH NO DATA => orders:AS
        table like | all | CREATE TABLE t (LIKE orders INCLUDING ALL) => orders:AS
        table inherits | all | CREATE TABLE t () INHERITS (ip) => ip:SUX
        view | all | CREATE VIEW v AS SELECT id FROM orders => orders:AS
        or replace view | all | CREATE OR REPLACE VIEW v_orders AS SELECT id, viewcol FROM orders => orders:AS, v_orders:AX
        or replace view (column removed) | all | CREATE OR REPLACE VIEW v_orders AS SELECT id FROM orders => ERROR 42P16 cannot drop columns from view
        materialized view | all | CREATE MATERIALIZED VIEW m AS SELECT id FROM orders => orders:AS scan
        sequence | all | CREATE SEQUENCE s => -
        sequence owned by | all | CREATE SEQUENCE s OWNED BY orders.n => orders:AS
        schema | all | CREATE SCHEMA s3 => -
        extension | all | CREATE EXTENSION hstore => -
        type enum | all | CREATE TYPE e AS ENUM ('a') => -
        function | all | CREATE FUNCTION f() RETURNS integer LANGUAGE sql AS 'SELECT 1' => -
        trigger | all | CREATE TRIGGER t2 AFTER INSERT ON orders FOR EACH ROW EXECUTE FUNCTION noop() => orders:SRX
        constraint trigger | all | CREATE CONSTRAINT TRIGGER t2 AFTER INSERT ON orders DEFERRABLE FOR EACH ROW EXECUTE FUNCTION noop() => orders:SRX
        row trigger on partitioned | all | CREATE TRIGGER t2 AFTER INSERT ON events FOR EACH ROW EXECUTE FUNCTION noop() => events:SRX, events_2023:SRX, events_2024:SRX
        statement trigger on partitioned | all | CREATE TRIGGER t2 AFTER INSERT ON events EXECUTE FUNCTION noop() => events:SRX
        rule | all | CREATE RULE r AS ON DELETE TO target_t DO INSTEAD NOTHING => target_t:AX
        policy | all | CREATE POLICY p2 ON orders USING (true) => orders:AX
        publication for table | all | CREATE PUBLICATION p FOR TABLE orders => orders:SUX
        database | all | CREATE DATABASE d => -; tx=no
        tablespace | all | CREATE TABLESPACE t LOCATION '/nonexistent' => -; tx=no
        what the text itself creates | all | CREATE TABLE t (id integer, c integer); CREATE INDEX i ON t (c); ALTER TABLE t RENAME TO u; ALTER TABLE u ADD x uuid DEFAULT gen_random_uuid() => -
        """;

    public const string AlterTable = """
        disable trigger user | all | ALTER TABLE orders DISABLE TRIGGER USER => orders:SRX
        disable trigger all | all | ALTER TABLE orders DISABLE TRIGGER ALL => orders:SRX
        enable trigger all | all | ALTER TABLE orders ENABLE TRIGGER ALL => orders:SRX
        enable row level security | all | ALTER TABLE orders ENABLE ROW LEVEL SECURITY => orders:AX
        force row level security | all | ALTER TABLE orders FORCE ROW LEVEL SECURITY => orders:AX
        set tablespace | all | ALTER TABLE orders SET TABLESPACE t => orders:AX rewrite newfile
        set unlogged (referenced by fk) | all | ALTER TABLE orders SET UNLOGGED => ERROR 42P16 could not change table "orders" to unlogged because it references logged table "order_items"
        set unlogged | all | ALTER TABLE standalone SET UNLOGGED => standalone:AX rewrite scan index
        set logged | all | ALTER TABLE unlogged_t SET LOGGED => unlogged_t:AX rewrite scan index
        set logged, already logged | all | ALTER TABLE standalone SET LOGGED => standalone:AX
        set access method heap | 15+ | ALTER TABLE orders SET ACCESS METHOD heap => orders:AX assumed
        set (fillfactor) | all | ALTER TABLE orders SET (fillfactor = 70) => orders:SUX
        set (autovacuum_enabled) | all | ALTER TABLE orders SET (autovacuum_enabled = false) => orders:SUX
        set (user_catalog_table) | all | ALTER TABLE standalone SET (user_catalog_table = true) => standalone:AX
        set without cluster | all | ALTER TABLE orders SET WITHOUT CLUSTER => orders:SUX
        cluster on | all | ALTER TABLE orders CLUSTER ON orders_pkey => orders:SUX
        replica identity full | all | ALTER TABLE orders REPLICA IDENTITY FULL => orders:AX
        replica identity using index | all | ALTER TABLE orders REPLICA IDENTITY USING INDEX orders_pkey => orders:AX
        owner to | all | ALTER TABLE orders OWNER TO bob => orders:AX
        inherit | all | ALTER TABLE ic INHERIT ip => ic:AX, ip:SUX
        no inherit | all | ALTER TABLE ic INHERIT ip;; ALTER TABLE ic NO INHERIT ip => ic:AX, ip:AS
        """;

    public const string Maintenance = """
        truncate | all | TRUNCATE order_items => order_items:AX newfile
        truncate (referenced by fk) | all | TRUNCATE orders => ERROR 0A000 cannot truncate a table referenced in a foreign key constraint
        truncate both | all | TRUNCATE orders, order_items => order_items:AX newfile, orders:AX newfile
        truncate cascade | all | TRUNCATE orders CASCADE => order_items:AX newfile, orders:AX newfile
        truncate restart identity | all | TRUNCATE order_items RESTART IDENTITY => order_items:AX newfile
        cluster | all | CLUSTER orders USING orders_pkey => orders:AX rewrite scan index
        vacuum | all | VACUUM orders => orders:SUX scan; tx=no
        vacuum full | all | VACUUM FULL orders => orders:AX rewrite scan index; tx=no
        refresh matview | all | REFRESH MATERIALIZED VIEW mv_orders => mv_orders:AX rewrite scan index, orders:AS scan
        refresh matview concurrently | all | REFRESH MATERIALIZED VIEW CONCURRENTLY mv_orders => mv_orders:X scan, orders:AS scan
        refresh matview concurrently (no unique index) | all | REFRESH MATERIALIZED VIEW CONCURRENTLY mv_nouq => ERROR 55000 cannot refresh materialized view "public.mv_nouq" concurrently
        refresh matview with no data | all | REFRESH MATERIALIZED VIEW mv_orders WITH NO DATA => mv_orders:AX newfile
        reindex system | all | REINDEX SYSTEM d => -; tx=no
        comment on table | all | COMMENT ON TABLE orders IS 'x' => orders:SUX
        comment on column | all | COMMENT ON COLUMN orders.n IS 'x' => orders:SUX
        comment on index | all | COMMENT ON INDEX ix_orders_code IS 'x' => ix_orders_code:SUX
        comment on constraint | all | COMMENT ON CONSTRAINT ck_positive ON orders IS 'x' => orders:AS
        grant | 12-17 | GRANT SELECT ON orders TO bob => -
        grant | 18+ | GRANT SELECT ON orders TO bob => orders:AS
        revoke | 12-17 | REVOKE SELECT ON orders FROM bob => -
        revoke | 18+ | REVOKE SELECT ON orders FROM bob => orders:AS
        alter default privileges | all | ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO bob => -
        lock table (default) | all | LOCK TABLE orders => orders:AX
        lock table in share mode | all | LOCK TABLE orders IN SHARE MODE => orders:S
        do block with alter | all | DO $$ BEGIN ALTER TABLE orders ADD c1 integer; END $$ => orders:AX
        alter system | all | ALTER SYSTEM SET work_mem = '4MB' => -; tx=no
        alter database set | all | ALTER DATABASE d SET work_mem = '4MB' => -
        ef migrations lock | all | LOCK TABLE ef_hist IN ACCESS EXCLUSIVE MODE => ef_hist:AX
        """;

    public const string TypesAndSequences = """
        alter type add value | all | ALTER TYPE order_status ADD VALUE 'x' => -
        alter type add value below 12 (documentation) | 10-11 | ALTER TYPE order_status ADD VALUE 'x' => -; tx=no
        alter type add value if not exists | all | ALTER TYPE order_status ADD VALUE IF NOT EXISTS 'new' => -
        create enum + use in same tx | all | CREATE TYPE e AS ENUM ('a'); ALTER TABLE orders ADD c1 e DEFAULT 'a' => orders:AX
        alter sequence owner | all | ALTER SEQUENCE seq1 OWNER TO bob => seq1:AX
        rename of a composite type | all | ALTER TYPE ct RENAME TO ct2 => ct:AX
        rename of its attribute | all | ALTER TYPE ct RENAME ATTRIBUTE a TO b => ct:AX
        alter sequence restart | all | ALTER SEQUENCE seq1 RESTART => seq1:SRX
        alter sequence increment | all | ALTER SEQUENCE seq1 INCREMENT 5 => seq1:SRX
        alter sequence as bigint | all | ALTER SEQUENCE seq1 AS bigint => seq1:SRX
        alter sequence owned by | all | ALTER SEQUENCE seq1 OWNED BY orders.n => orders:AS, seq1:SRX
        setval | all | SELECT setval('seq1', 5) => seq1:RX
        nextval | all | SELECT nextval('seq1') => seq1:RX
        alter extension update | all | ALTER EXTENSION citext UPDATE => -
        alter composite type add attribute | all | ALTER TYPE ct ADD ATTRIBUTE b integer => ct:AX
        """;

    public const string Data = """
        select | all | SELECT * FROM orders => orders:AS scan
        select for update | all | SELECT * FROM orders WHERE id = 1 FOR UPDATE => orders:RS
        select for share one | all | SELECT * FROM orders WHERE id = 1 FOR SHARE => orders:RS
        select through a view | all | SELECT * FROM v_orders WHERE id = 1 => orders:AS, v_orders:AS
        insert one (fk) | all | INSERT INTO orders (customer_id, qty) VALUES (1, 1) => customers:RS, orders:RX
        insert-select | all | INSERT INTO target_t SELECT id, txt FROM orders => orders:AS scan, target_t:RX
        update one by pk | all | UPDATE orders SET n = 1 WHERE id = 1 => orders:RX
        update without where | all | UPDATE orders SET n = 1 => orders:RX scan
        update fk column without where | all | UPDATE orders SET customer_id = 1 => customers:RS, orders:RX scan
        update by an unindexed column | all | UPDATE standalone SET big = 1 WHERE big = 2 => standalone:RX scan
        update joined with another table | all | UPDATE target_t SET note = o.txt FROM orders o WHERE o.id = target_t.id => orders:AS scan, target_t:RX scan
        update of a view | all | UPDATE v_orders SET viewcol = 'x' => orders:RX scan, v_orders:RX
        insert into a partitioned table | all | INSERT INTO events (id, at) VALUES (1, '2023-05-05') => events:RX, events_2023:RX assumed, events_2024:RX assumed
        select for update of one | all | SELECT 1 FROM orders o, customers c WHERE o.id = 1 FOR UPDATE OF o => customers:AS, orders:RS
        delete one by pk (child) | all | DELETE FROM order_items WHERE id = 1 => order_items:RX
        delete without where (child) | all | DELETE FROM order_items => order_items:RX scan
        delete from a referenced table | all | DELETE FROM pa WHERE p = '1' => ch:RS, pa:RX
        update then alter table same tx | all | UPDATE orders SET n = 1 WHERE id = 1; ALTER TABLE orders ADD c1 integer => orders:AX
        insert then create index same tx | all | INSERT INTO target_t VALUES (1, 'x'); CREATE INDEX i ON target_t (id) => target_t:S scan index
        merge | 15+ | MERGE INTO target_t USING orders ON target_t.id = orders.id WHEN MATCHED THEN UPDATE SET note = 'x' => orders:AS scan, target_t:RX scan
        copy from program | all | COPY target_t FROM PROGRAM 'true' => target_t:RX
        """;
}
