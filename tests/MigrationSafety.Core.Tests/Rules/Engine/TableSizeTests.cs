using System.Collections.Immutable;
using System.Linq;
using MigrationSafety.Core.Changes;
using MigrationSafety.Core.Rules;
using MigrationSafety.Core.Statistics;
using Xunit;

namespace MigrationSafety.Core.Tests.Rules.Engine;

/// <summary>What a statistics file changes: sizes in messages, suggestions on small tables.</summary>
public sealed class TableSizeTests
{
    private const string Schema = """
        CREATE TABLE customers (id bigint PRIMARY KEY);
        CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint, total int);
        """;

    [Theory]
    [InlineData(9_999, true)]
    [InlineData(10_000, false)]
    public void A_small_table_lowers_the_severity(long rows, bool small) =>
        Assert.Equal(small ? Severity.Info : Severity.Warning, On(("orders", rows)).Migration("CREATE INDEX i ON orders (total)").FindsOne("MIG1001").Severity);

    [Fact]
    public void The_limit_is_an_option() =>
        Assert.Equal(Severity.Info, On(("orders", 50_000)).With(o => o with { SmallTableRows = 100_000 })
            .Migration("CREATE INDEX i ON orders (total)").FindsOne("MIG1001").Severity);

    [Fact]
    public void A_table_that_the_file_does_not_list_is_not_small() =>
        Assert.Equal(Severity.Warning, On(("customers", 5)).Migration("CREATE INDEX i ON orders (total)").FindsOne("MIG1001").Severity);

    [Fact]
    public void The_message_tells_the_size_and_its_day()
    {
        var message = On(("orders", 25_000_000)).Migration("CREATE INDEX i ON orders (total)").FindsOne("MIG1001").Message;
        Assert.Matches(" On 2026-10-01 \"orders\" had about 25 million rows, 2.3 GB: [0-9.]+ (s )?to [0-9.]+ (s|min)\\.$", message);
        Assert.EndsWith(".", message);
    }

    [Fact]
    public void What_is_no_matter_of_size_stays_as_it_is()
    {
        var finding = On(("orders", 5)).Migration("LOCK TABLE orders").FindsOne("MIG1206");
        Assert.Equal(Severity.Warning, finding.Severity);
        Assert.Null(finding.Size);
    }

    [Fact]
    public void A_foreign_key_is_as_large_as_its_own_table() =>
        Assert.Equal(Severity.Info, On(("orders", 5), ("customers", 1_000_000))
            .Only("MIG1").Migration("ALTER TABLE orders ADD FOREIGN KEY (customer_id) REFERENCES customers").FindsOne("MIG1004").Severity);

    [Fact]
    public void A_foreign_key_of_a_large_table_to_a_small_one_stays_a_warning() =>
        Assert.Equal(Severity.Warning, On(("orders", 1_000_000), ("customers", 5))
            .Only("MIG1").Migration("ALTER TABLE orders ADD FOREIGN KEY (customer_id) REFERENCES customers").FindsOne("MIG1004").Severity);

    [Theory]
    [InlineData("UPDATE orders SET total = 0", 5, true)]
    [InlineData("UPDATE orders SET total = 0 WHERE total > 5", 5, true)]
    [InlineData("UPDATE orders SET total = 0 WHERE total > 5", 50_000, false)]
    [InlineData("INSERT INTO customers SELECT customer_id FROM orders", 5, false)]
    public void A_data_change_is_as_large_as_what_it_may_touch(string sql, long rows, bool small) =>
        Assert.Equal(small ? Severity.Info : Severity.Warning, On(("orders", rows)).Migration(RuleTest.Outside(sql)).FindsOne("MIG5001").Severity);

    [Fact]
    public void A_partition_is_no_larger_than_its_parent()
    {
        var test = RuleTest.On("""
            CREATE TABLE events (at date) PARTITION BY RANGE (at);
            CREATE TABLE events_1 PARTITION OF events FOR VALUES FROM ('2026-01-01') TO ('2026-02-01');
            CREATE TABLE events_2 PARTITION OF events FOR VALUES FROM ('2026-02-01') TO ('2026-03-01');
            """).With(o => o with { Statistics = Statistics(("events", 100)) });
        var finding = test.Migration("CREATE INDEX i ON events (at)").FindsOne("MIG1001");
        Assert.Equal(Severity.Info, finding.Severity);
        Assert.Equal(1, finding.Message.Split("100 rows").Length - 1);
    }

    [Fact]
    public void A_renamed_table_is_known_by_its_old_name() =>
        Assert.Equal(Severity.Info, On(("orders", 5)).Migration("ALTER TABLE orders RENAME TO purchases", "CREATE INDEX i ON purchases (total)")
            .Findings.Single(f => f.Rule.Id == "MIG1001").Severity);

    private static RuleTest On(params (string Name, long Rows)[] tables) =>
        RuleTest.On(Schema).With(o => o with { Statistics = Statistics(tables) });

    private static DatabaseStatistics Statistics(params (string Name, long Rows)[] tables) => new()
    {
        TakenAt = new System.DateTime(2026, 10, 1),
        Tables = tables.Select(static t => new TableStatistics { Name = new QualifiedName(null, t.Name), Rows = t.Rows, HeapBytes = t.Rows * 100 })
            .ToImmutableDictionary(static t => t.Name),
    };
}
