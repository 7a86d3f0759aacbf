using System.Collections.Immutable;
using MigrationSafety.Core.Changes;
using MigrationSafety.Core.Statistics;
using Xunit;

namespace MigrationSafety.Core.Tests.Rules.Transactions;

public sealed class CommandTimeoutRuleTests
{
    private const string Schema = """
        CREATE TABLE orders (id bigint PRIMARY KEY, note text);
        CREATE INDEX ix_note ON orders (note);
        ALTER TABLE orders ADD CONSTRAINT ck CHECK (note <> '') NOT VALID;
        """;

    private const string Index = "CREATE INDEX CONCURRENTLY ix ON orders (note)";

    private static RuleTest Test => RuleTest.On(Schema).CommandTimeout(isRaised: false);

    [Theory]
    [InlineData(Index, "INVALID index")]
    [InlineData("REINDEX INDEX CONCURRENTLY ix_note", "INVALID index")]
    [InlineData("ALTER TABLE orders VALIDATE CONSTRAINT ck", "starts from the beginning")]
    public void A_step_as_long_as_its_table_is_found(string sql, string what) =>
        Assert.Contains(what, Test.Migration(RuleTest.Outside(sql)).FindsOne("MIG4011").Message);

    [Fact]
    public void A_data_change_without_bound_too() => Test.Migration("UPDATE orders SET note = ''").Finds("MIG4011", "MIG5001");

    [Fact]
    public void It_is_found_once() => Test.Migration(RuleTest.Outside("ALTER TABLE orders VALIDATE CONSTRAINT ck"), RuleTest.Outside(Index)).Finds("MIG4011");

    [Fact]
    public void A_project_that_raises_the_timeout_or_is_not_at_hand_is_fine()
    {
        RuleTest.On(Schema).CommandTimeout(isRaised: true).Migration(RuleTest.Outside(Index)).IsClean();
        RuleTest.On(Schema).Migration(RuleTest.Outside(Index)).IsClean();
        Test.SqlFile(Index).IsClean();
    }

    [Theory]
    [InlineData("UPDATE orders SET note = '' WHERE id = 1")]
    [InlineData("ALTER TABLE orders ADD COLUMN a int")]
    [InlineData("CREATE TABLE t (a int); UPDATE t SET a = 1")]
    [InlineData("DROP INDEX CONCURRENTLY ix_note")]
    public void Short_steps_are_fine(string sql) => Test.Migration(RuleTest.Outside(sql)).IsCleanOf("MIG4011");

    [Theory]
    [InlineData(100, false)]
    [InlineData(1_000_000, true)]
    public void A_small_table_takes_no_time(long rows, bool isFound)
    {
        var test = Test.With(o => o with { Statistics = Sizes(rows) }).Migration(RuleTest.Outside(Index));
        Assert.Equal(isFound, test.Findings.Length > 0);
    }

    private static DatabaseStatistics Sizes(long rows)
    {
        var orders = new TableStatistics { Name = new QualifiedName(null, "orders"), Rows = rows, HeapBytes = rows * 100 };
        return new DatabaseStatistics { Tables = ImmutableDictionary<QualifiedName, TableStatistics>.Empty.Add(orders.Name, orders) };
    }
}
