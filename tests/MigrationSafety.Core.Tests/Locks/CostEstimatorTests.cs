using System;
using System.Collections.Immutable;
using System.Linq;
using MigrationSafety.Core.Changes;
using MigrationSafety.Core.Locks;
using MigrationSafety.Core.Statistics;
using Xunit;

namespace MigrationSafety.Core.Tests.Locks;

public sealed class CostEstimatorTests
{
    private const string Schema = """
        CREATE TABLE customers (id bigint PRIMARY KEY);
        CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint, a int, note text, bytes_note text COLLATE "C", total numeric(10,2), CHECK (total > 0));
        CREATE INDEX ix_note ON orders (note);
        CREATE INDEX ix_total ON orders (total) WHERE total > 5;
        CREATE TABLE events (at date, n int) PARTITION BY RANGE (at);
        CREATE TABLE events_1 PARTITION OF events FOR VALUES FROM ('2026-01-01') TO ('2026-02-01');
        CREATE TABLE events_2 PARTITION OF events FOR VALUES FROM ('2026-02-01') TO ('2026-03-01');
        """;

    [Theory]
    [InlineData("CREATE INDEX i ON orders (a)")]
    [InlineData("CREATE INDEX CONCURRENTLY i ON orders (a)")]
    [InlineData("ALTER TABLE orders ALTER COLUMN a SET NOT NULL")]
    [InlineData("ALTER TABLE orders ALTER COLUMN a TYPE bigint")]
    [InlineData("ALTER TABLE orders ALTER COLUMN total TYPE numeric(12,2)")]
    [InlineData("ALTER TABLE orders ADD FOREIGN KEY (customer_id) REFERENCES customers")]
    [InlineData("ALTER TABLE orders ADD UNIQUE (a)")]
    [InlineData("ALTER TABLE orders ADD COLUMN u uuid DEFAULT gen_random_uuid()")]
    [InlineData("UPDATE orders SET a = 1")]
    [InlineData("REINDEX TABLE orders")]
    [InlineData("VACUUM FULL orders")]
    [InlineData("CREATE INDEX i ON events (n)")]
    public void Work_that_grows_with_the_table_is_estimated(string sql)
    {
        var small = Estimate(sql, 1_000_000)!.Value;
        var large = Estimate(sql, 10_000_000)!.Value;
        Assert.True(small.Low > TimeSpan.FromMilliseconds(10), small.ToString());
        Assert.InRange(large.Low / small.Low, 5, 20);
    }

    [Theory]
    [InlineData("ALTER TABLE orders ADD COLUMN b int")]
    [InlineData("ALTER TABLE orders ALTER COLUMN note TYPE varchar")]
    [InlineData("DROP TABLE orders")]
    [InlineData("UPDATE orders SET a = 1 WHERE total > 5")]
    [InlineData("DELETE FROM orders")]
    [InlineData("CREATE INDEX i ON orders USING gin (note)")]
    [InlineData("CREATE INDEX i ON unknown (a)")]
    [InlineData("ALTER TABLE orders ALTER COLUMN note TYPE int")]
    public void Nothing_is_said_of_what_is_short_or_was_not_measured(string sql) => Assert.Null(Estimate(sql, 1_000_000));

    [Fact]
    public void Without_bytes_there_is_no_time() => Assert.Null(Estimate("CREATE INDEX i ON orders (a)", 1_000_000, rowBytes: null));

    [Theory]
    [InlineData("CREATE INDEX i ON orders (note)", "CREATE INDEX i ON orders (a)")]
    [InlineData("CREATE INDEX i ON orders (note)", "CREATE INDEX i ON orders (bytes_note)")]
    [InlineData("CREATE INDEX i ON orders (lower(note))", "CREATE INDEX i ON orders (a)")]
    [InlineData("ALTER TABLE orders ALTER COLUMN a TYPE bigint", "ALTER TABLE orders ALTER COLUMN a SET NOT NULL")]
    [InlineData("ALTER TABLE orders ADD COLUMN u uuid DEFAULT gen_random_uuid()", "ALTER TABLE orders ALTER COLUMN a TYPE bigint")]
    [InlineData("UPDATE orders SET a = 1", "ALTER TABLE orders ALTER COLUMN a TYPE bigint")]
    public void What_is_dearer_is_told_so(string more, string less) =>
        Assert.True(Estimate(more, 1_000_000)!.Value.Low > Estimate(less, 1_000_000)!.Value.Low);

    [Fact]
    public void One_statement_rewrites_once() =>
        Assert.Equal(
            Estimate("ALTER TABLE orders ALTER COLUMN a TYPE bigint", 1_000_000),
            Estimate("ALTER TABLE orders ALTER COLUMN a TYPE bigint, ALTER COLUMN customer_id TYPE numeric", 1_000_000));

    [Fact]
    public void Half_the_speed_takes_twice_as_long() =>
        Assert.Equal(2, Estimate("UPDATE orders SET a = 1", 1_000_000, speed: 0.5)!.Value.Low / Estimate("UPDATE orders SET a = 1", 1_000_000)!.Value.Low, 0.1);

    [Fact]
    public void Indexes_of_the_statistics_win_over_those_of_the_migrations()
    {
        var none = Estimate("ALTER TABLE orders ALTER COLUMN a TYPE bigint", 1_000_000, indexes: ImmutableArray<IndexStatistics>.Empty);
        var many = Estimate("ALTER TABLE orders ALTER COLUMN a TYPE bigint", 1_000_000,
            indexes: [.. Enumerable.Range(0, 6).Select(i => new IndexStatistics("i" + i, 30_000_000))]);
        Assert.True(many!.Value.Low > none!.Value.Low * 1.5);
    }

    [Fact]
    public void The_explanation_tells_sizes_and_time()
    {
        var text = Explain("CREATE INDEX i ON orders (a); DROP TABLE customers", 25_000_000, 120, default, 1).ToText().Split('\n');
        Assert.Matches("; \"orders\": about 25 million rows, 2.8 GB; [0-9.]+ (s )?to [0-9.]+ (s|min)$", text[0]);
        Assert.DoesNotContain("about", text[1]);
    }

    private static DurationEstimate? Estimate(
        string sql, long rows, int? rowBytes = 120, ImmutableArray<IndexStatistics> indexes = default, double speed = 1) =>
        Assert.Single(Explain(sql, rows, rowBytes, indexes, speed).Statements).Estimate;

    private static Explanation Explain(string sql, long rows, int? rowBytes, ImmutableArray<IndexStatistics> indexes, double speed) =>
        Explainer.Explain(sql, PostgresVersion.Default, Schema, new DatabaseStatistics
        {
            Speed = speed,
            Tables = new[] { "orders", "customers", "events" }
                .Select(name => new TableStatistics { Name = new QualifiedName(null, name), Rows = rows, HeapBytes = rows * rowBytes, Indexes = indexes })
                .ToImmutableDictionary(t => t.Name),
        });
}
