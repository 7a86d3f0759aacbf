using System.Linq;
using Xunit;

namespace MigrationSafety.Core.Tests.Rules.Engine;

public sealed class RuleEngineTests
{
    private const string Schema = "CREATE TABLE orders (id bigint PRIMARY KEY, note text, total numeric);";
    private const string Index = "CREATE INDEX ix ON orders (note);";

    [Fact]
    public void Findings_stand_in_the_order_of_the_text()
    {
        var findings = RuleTest.On(Schema).Only("MIG1").Migration(
            "CREATE INDEX a ON orders (note); ALTER TABLE orders ADD CONSTRAINT c CHECK (total > 0)", "TRUNCATE orders").Findings;
        Assert.Equal(["MIG1001", "MIG1007", "MIG1203"], findings.Select(f => f.Rule.Id));
        Assert.Equal([0, 0, 1], findings.Select(f => f.Step));
        Assert.Equal("ALTER TABLE orders ADD CONSTRAINT c CHECK (total > 0)".Length, findings[1].Span?.Length);
    }

    [Fact]
    public void One_statement_is_found_once_by_each_rule() =>
        RuleTest.On(Schema).Migration("ALTER TABLE orders ALTER note SET NOT NULL, ALTER total SET NOT NULL").Finds("MIG1008", "MIG2011");

    [Fact]
    public void Each_statement_is_found_for_itself() =>
        RuleTest.On(Schema).Migration("CREATE INDEX a ON orders (note); CREATE INDEX b ON orders (note);").Finds("MIG1001", "MIG1001");

    [Fact]
    public void A_disabled_rule_is_quiet() =>
        RuleTest.On(Schema).With(o => o with { DisabledRules = o.DisabledRules.Add("mig1001") }).Migration(Index, "TRUNCATE orders").Finds("MIG1203");

    [Fact]
    public void Every_message_is_one_sentence_or_more_without_a_gap()
    {
        var everything = RuleTest.On(Schema).With(o => o with { LockTimeoutSetByRuntime = false }).Migration(
            Index, "TRUNCATE orders CASCADE", "ALTER TABLE orders ADD COLUMN n serial", "UPDATE orders SET note = ''",
            "ALTER TABLE orders ALTER COLUMN total TYPE int", "LOCK TABLE orders", "REINDEX TABLE orders").Findings;
        Assert.True(everything.Length >= 7);
        Assert.All(everything, f =>
        {
            Assert.DoesNotContain("  ", f.Message);
            Assert.DoesNotContain("{", f.Message);
            Assert.DoesNotContain("..", f.Message.Replace("...", ""));
            Assert.EndsWith(".", f.Message.Replace(".)", "."));
        });
    }
}
