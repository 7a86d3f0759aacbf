using MigrationSafety.Core.Rules;
using Xunit;

namespace MigrationSafety.Core.Tests.Rules.Locking;

public sealed class CommandRuleTests
{
    private const string Schema = """
        CREATE TABLE orders (id bigint PRIMARY KEY, note text);
        CREATE INDEX ix_note ON orders (note);
        CREATE VIEW v AS SELECT id FROM orders;
        CREATE MATERIALIZED VIEW mv AS SELECT id FROM orders;
        CREATE TABLE events (id bigint, at date NOT NULL) PARTITION BY RANGE (at);
        CREATE TABLE events_2026 PARTITION OF events FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
        CREATE TABLE loose (id bigint, at date NOT NULL);
        CREATE TABLE checked (id bigint, at date NOT NULL, CHECK (at >= '2027-01-01' AND at < '2028-01-01'));
        CREATE TABLE parted (id bigint, at date NOT NULL) PARTITION BY RANGE (at);
        CREATE TABLE parted_default PARTITION OF parted DEFAULT;
        CREATE TABLE parted_2026 PARTITION OF parted FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
        """;

    [Theory]
    [InlineData("CLUSTER orders USING orders_pkey")]
    [InlineData("ALTER TABLE orders SET UNLOGGED")]
    [InlineData("ALTER TABLE orders SET TABLESPACE fast")]
    [InlineData("ALTER INDEX ix_note SET TABLESPACE fast")]
    public void Commands_that_copy_the_table_are_found(string sql) => RuleTest.On(Schema).Migration(sql).Finds("MIG1201");

    [Fact]
    public void Vacuum_full_and_cluster_of_everything_are_found()
    {
        RuleTest.On(Schema).Migration(RuleTest.Outside("VACUUM FULL orders")).Finds("MIG1201");
        RuleTest.On(Schema).Migration(RuleTest.Outside("VACUUM FULL")).Finds("MIG1201");
    }

    [Theory]
    [InlineData("ALTER TABLE orders SET (fillfactor = 70)")]
    [InlineData("ALTER TABLE orders CLUSTER ON ix_note")]
    [InlineData("CREATE TABLE t (a int); ALTER TABLE t SET UNLOGGED")]
    [InlineData("ANALYZE orders")]
    [InlineData("COMMENT ON TABLE orders IS 'x'")]
    public void Their_harmless_neighbours_are_not(string sql) => RuleTest.On(Schema).Migration(sql).IsClean();

    [Fact]
    public void Plain_vacuum_is_fine() => RuleTest.On(Schema).Migration(RuleTest.Outside("VACUUM orders")).IsClean();

    [Fact]
    public void Refresh_is_found_unless_concurrently_or_new()
    {
        RuleTest.On(Schema).Migration("REFRESH MATERIALIZED VIEW mv").Finds("MIG1202");
        RuleTest.On(Schema).Migration("REFRESH MATERIALIZED VIEW CONCURRENTLY mv").IsCleanOf("MIG1202");
        RuleTest.On(Schema).Migration("CREATE MATERIALIZED VIEW mv2 AS SELECT * FROM mv; REFRESH MATERIALIZED VIEW mv2").IsCleanOf("MIG1202");
        RuleTest.On(Schema).Migration("CREATE MATERIALIZED VIEW m AS SELECT 1 WITH NO DATA; REFRESH MATERIALIZED VIEW m").IsClean();
    }

    [Fact]
    public void Truncate_is_found_on_existing_tables()
    {
        RuleTest.On(Schema).Migration("TRUNCATE orders").Finds("MIG1203");
        Assert.Contains("CASCADE empties", RuleTest.On(Schema).Migration("TRUNCATE orders CASCADE").FindsOne("MIG1203").Message);
        RuleTest.On(Schema).Migration("CREATE TABLE t (a int); TRUNCATE t").IsClean();
    }

    [Theory]
    [InlineData("ALTER TABLE events ATTACH PARTITION loose FOR VALUES FROM ('2027-01-01') TO ('2028-01-01')")]
    [InlineData("CREATE TABLE parted_2027 PARTITION OF parted FOR VALUES FROM ('2027-01-01') TO ('2028-01-01')")]
    public void Attaching_that_reads_rows_is_found(string sql) => RuleTest.On(Schema).Migration(sql).Finds("MIG1204");

    [Theory]
    [InlineData("ALTER TABLE events ATTACH PARTITION checked FOR VALUES FROM ('2027-01-01') TO ('2028-01-01')")]
    [InlineData("CREATE TABLE events_2027 PARTITION OF events FOR VALUES FROM ('2027-01-01') TO ('2028-01-01')")]
    public void Attaching_without_reading_is_a_brief_lock(string sql) => RuleTest.On(Schema).Migration(sql).Finds("MIG1207");

    [Fact]
    public void Attaching_a_new_table_is_fine() =>
        RuleTest.On(Schema).Migration(
            "CREATE TABLE t (LIKE events); ALTER TABLE events ATTACH PARTITION t FOR VALUES FROM ('2027-01-01') TO ('2028-01-01')").IsClean();

    [Fact]
    public void Detaching_is_a_warning_where_concurrently_exists()
    {
        const string sql = "ALTER TABLE events DETACH PARTITION events_2026";
        Assert.Equal(Severity.Warning, RuleTest.On(Schema).Version(14).Migration(sql).FindsOne("MIG1205").Severity);
        Assert.Equal(Severity.Info, RuleTest.On(Schema).Version(13).Migration(sql).FindsOne("MIG1205").Severity);
        Assert.Equal(Severity.Info, RuleTest.On(Schema).Migration("ALTER TABLE parted DETACH PARTITION parted_2026").FindsOne("MIG1205").Severity);
        RuleTest.On(Schema).Migration(RuleTest.Outside("ALTER TABLE events DETACH PARTITION events_2026 CONCURRENTLY")).IsClean();
    }

    [Fact]
    public void Lock_table_is_found_where_it_blocks_writes()
    {
        RuleTest.On(Schema).Migration("LOCK TABLE orders").Finds("MIG1206");
        RuleTest.On(Schema).Migration("LOCK TABLE orders IN SHARE MODE").Finds("MIG1206");
        RuleTest.On(Schema).Migration("LOCK TABLE orders IN ROW EXCLUSIVE MODE").IsClean();
        RuleTest.On(Schema).Migration("LOCK TABLE \"__EFMigrationsHistory\"").IsClean();

        // Right before what takes it anyway.
        RuleTest.On(Schema).Migration("LOCK TABLE orders; ALTER TABLE orders ALTER COLUMN note SET DEFAULT ''").IsCleanOf("MIG1206");
        RuleTest.On(Schema).Migration("LOCK TABLE orders IN SHARE MODE; ALTER TABLE orders ALTER COLUMN note SET DEFAULT ''").IsCleanOf("MIG1206");
        Assert.Contains(RuleTest.On(Schema).Migration("LOCK TABLE orders; UPDATE orders SET note = '' WHERE id = 1").Findings, static f => f.Rule.Id == "MIG1206");
        Assert.Contains(RuleTest.On(Schema).Migration("LOCK TABLE orders; CREATE INDEX ix ON orders (note)").Findings, static f => f.Rule.Id == "MIG1206");
        Assert.Contains(RuleTest.On(Schema).SqlFile("LOCK TABLE orders; ALTER TABLE orders ALTER COLUMN note SET DEFAULT ''").Findings, static f => f.Rule.Id == "MIG1206");
    }

    [Theory]
    [InlineData("CREATE TRIGGER t BEFORE UPDATE ON orders FOR EACH ROW EXECUTE FUNCTION f()")]
    [InlineData("DROP TRIGGER t ON orders")]
    [InlineData("ALTER TABLE orders DISABLE TRIGGER ALL")]
    [InlineData("ALTER TABLE orders ENABLE ROW LEVEL SECURITY")]
    [InlineData("CREATE POLICY p ON orders USING (true)")]
    [InlineData("CREATE RULE r AS ON DELETE TO orders DO INSTEAD NOTHING")]
    [InlineData("ALTER TABLE orders OWNER TO app")]
    [InlineData("ALTER TABLE orders REPLICA IDENTITY FULL")]
    [InlineData("ALTER TABLE orders ALTER COLUMN note SET STORAGE EXTERNAL")]
    [InlineData("CREATE OR REPLACE VIEW v AS SELECT id FROM orders")]
    [InlineData("ALTER TABLE orders DROP CONSTRAINT orders_pkey")]
    public void Brief_locks_that_surprise_are_suggestions(string sql) =>
        Assert.Equal(Severity.Info, RuleTest.On(Schema).Migration(sql).FindsOne("MIG1207").Severity);

    [Theory]
    [InlineData("ALTER TABLE orders ADD COLUMN a int")]
    [InlineData("ALTER TABLE orders ADD COLUMN a int NOT NULL DEFAULT 0")]
    [InlineData("ALTER TABLE orders DROP COLUMN note")]
    [InlineData("ALTER TABLE orders ALTER COLUMN note SET DEFAULT ''")]
    [InlineData("ALTER TABLE orders RENAME COLUMN note TO remark")]
    [InlineData("CREATE OR REPLACE VIEW brand_new AS SELECT id FROM orders")]
    [InlineData("CREATE OR REPLACE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1'")]
    [InlineData("CREATE TYPE mood AS ENUM ('ok')")]
    [InlineData("GRANT SELECT ON orders TO app")]
    [InlineData("CREATE TABLE t (a int); CREATE TRIGGER t BEFORE UPDATE ON t FOR EACH ROW EXECUTE FUNCTION f()")]
    public void Ordinary_schema_changes_are_not(string sql) => RuleTest.On(Schema).Only("MIG1").Migration(sql).IsClean();
}
