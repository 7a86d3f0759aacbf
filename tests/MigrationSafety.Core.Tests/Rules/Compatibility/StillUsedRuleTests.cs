using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using MigrationSafety.Core.Changes;
using MigrationSafety.Core.Models;
using MigrationSafety.Core.Rules;
using MigrationSafety.Core.Usages;
using Xunit;

namespace MigrationSafety.Core.Tests.Rules.Compatibility;

/// <summary>MIG2004, MIG2005 and the places of MIG2001.</summary>
public sealed class StillUsedRuleTests
{
    private const string Schema = "CREATE TABLE orders (id bigint PRIMARY KEY, note text, code text NOT NULL, at timestamptz NOT NULL DEFAULT now());";

    private static readonly EntityModel Maps = Model("id", "note", "code", "at");
    private static readonly EntityModel MapsLess = Model("id");

    [Theory]
    [InlineData("ALTER TABLE orders DROP COLUMN note")]
    [InlineData("ALTER TABLE orders DROP COLUMN IF EXISTS note CASCADE")]
    [InlineData("ALTER TABLE orders RENAME TO purchases; ALTER TABLE purchases DROP COLUMN note")]
    public void A_column_that_the_running_version_maps_is_found(string sql)
    {
        var finding = RuleTest.On(Schema).Only("MIG2004").Application(new() { Before = Maps, Running = Maps, After = MapsLess }).Migration(sql).FindsOne("MIG2004");
        Assert.Equal(Severity.Warning, finding.Severity);
        Assert.Contains("The running version maps", finding.Message);
        Assert.Contains("(Order.note)", finding.Message);
        Assert.DoesNotContain("NOT NULL", finding.Message);
        Assert.DoesNotContain("place", finding.Message);
    }

    [Fact]
    public void It_is_found_as_operation_and_lowers_the_loss_of_data()
    {
        var findings = RuleTest.On(Schema).Application(new() { Running = Maps })
            .Migration(TestStep.Ef("DropColumn", ("name", "note"), ("table", "orders"))).Finds("MIG2004", "MIG3001");
        Assert.Equal([Severity.Warning, Severity.Info], findings.Select(static f => f.Severity));
    }

    [Theory]
    [InlineData("code", true)]
    [InlineData("note", false)]
    [InlineData("at", false)]
    public void A_required_column_without_default_must_lose_its_NOT_NULL_first(string column, bool told) =>
        Assert.Equal(told, RuleTest.On(Schema).Application(new() { Running = Maps }).Only("MIG2004")
            .Migration("ALTER TABLE orders DROP COLUMN " + column).FindsOne("MIG2004").Message.Contains("drops its NOT NULL", StringComparison.Ordinal));

    [Theory]
    [InlineData("ALTER TABLE orders DROP COLUMN other")]
    [InlineData("ALTER TABLE lines DROP COLUMN note")]
    [InlineData("ALTER TABLE archive.orders DROP COLUMN note")]
    [InlineData("ALTER TABLE orders ALTER COLUMN note DROP NOT NULL")]
    [InlineData("ALTER TABLE orders ADD COLUMN temp text; ALTER TABLE orders DROP COLUMN temp")]
    // The name is there afterwards, in another column.
    [InlineData("ALTER TABLE orders DROP COLUMN note; ALTER TABLE orders ADD COLUMN note text")]
    [InlineData("ALTER TABLE orders ADD COLUMN note_new text; ALTER TABLE orders DROP COLUMN note; ALTER TABLE orders RENAME note_new TO note")]
    public void A_column_that_the_running_version_does_not_miss_is_fine(string sql) =>
        RuleTest.On(Schema).Application(new() { Running = Maps, Before = Maps }).Migration(sql).IsCleanOf("MIG2004");

    [Fact]
    public void Without_model_and_code_nothing_is_claimed() => RuleTest.On(Schema).Migration("ALTER TABLE orders DROP COLUMN note").IsCleanOf("MIG2004");

    /// <summary>The release before stopped mapping it: what is left is the loss of its data.</summary>
    [Fact]
    public void A_column_that_was_unmapped_before_is_fine() =>
        RuleTest.On(Schema).Application(new() { Before = MapsLess, Running = MapsLess, After = MapsLess, Code = new Code() })
            .Migration("ALTER TABLE orders DROP COLUMN note").Finds("MIG3001");

    [Fact]
    public void A_column_of_an_undeployed_migration_may_be_dropped() =>
        RuleTest.On(Schema).NewColumn("orders", "note").Application(new() { Running = Maps })
            .Migration("ALTER TABLE orders DROP COLUMN note").IsCleanOf("MIG2004");

    /// <summary>With deployed_through, migrations between may have unmapped it: the running version still has it.</summary>
    [Fact]
    public void The_running_version_counts_not_the_migration_before() =>
        RuleTest.On(Schema).Application(new() { Before = MapsLess, Running = Maps, After = MapsLess }).Only("MIG2004")
            .Migration("ALTER TABLE orders DROP COLUMN note").Finds("MIG2004");

    [Fact]
    public void A_column_that_code_uses_is_found_with_the_places()
    {
        var code = new Code(Place("a/Orders.cs", 12), Place("a/Orders.cs", 20), Place("b\\Report.cs", 3), Place("b\\Report.cs", 4), Place("c.cs", 1));
        var finding = RuleTest.On(Schema).Application(new() { After = MapsLess, Code = code }).Only("MIG2004")
            .Migration("ALTER TABLE orders DROP COLUMN note").FindsOne("MIG2004");
        Assert.Equal(
            "Statements that name \"orders\".\"note\" fail with 42703 as soon as the column is dropped. In this project it is used in 5 places: "
            + "Order.note (Orders.cs:12), Order.note (Orders.cs:20), Order.note (Report.cs:3) and 2 more. Instead: change these places in one "
            + "release, and drop the column in the next.",
            finding.Message);
        Assert.Equal(5, finding.Places.Length);
    }

    [Fact]
    public void Code_that_maps_the_column_is_told_to_stop()
    {
        var code = new Code(Place("Order.cs", 5, UsageKind.Mapping));
        var message = RuleTest.On(Schema).Application(new() { Code = code }).Only("MIG2004").Migration("ALTER TABLE orders DROP COLUMN note").FindsOne("MIG2004").Message;
        Assert.Contains("In this project it is used in 1 place: Order.note (Order.cs:5).", message);
        Assert.Contains("does not map it", message);
    }

    [Fact]
    public void Code_that_is_not_seen_is_said_so()
    {
        var code = new Code { Hidden = [new HiddenEntity("Order", "Shop.Data")] };
        Assert.Contains(
            "The code of Shop.Data, which declares Order, is not looked at here; dotnet migration-safety lint looks through the whole solution.",
            RuleTest.On(Schema).Application(new() { Running = Maps, Code = code }).Only("MIG2004").Migration("ALTER TABLE orders DROP COLUMN note").FindsOne("MIG2004").Message);
    }

    [Fact]
    public void The_code_is_asked_for_what_its_own_model_maps()
    {
        var code = new Code();
        void Ask(ApplicationView view) => _ = RuleTest.On(Schema).Application(view with { Code = code }).Migration("ALTER TABLE orders DROP COLUMN note").Findings;

        Ask(new() { Before = Maps, Running = Maps, After = Maps });
        Assert.Equal("note", Assert.Single(Assert.Single(code.Questions).Properties).Name);

        // Unmapped by this very migration: only SQL strings can be left.
        Ask(new() { Before = Maps, Running = Maps, After = MapsLess });
        Assert.Empty(code.Questions[1].Properties);
        Assert.False(code.Questions[1].ByConvention);
        Assert.Equal("Shop.Order", Assert.Single(code.Questions[1].Entities));

        // No model knows the table.
        Ask(new() { Before = new ListedModel([]) });
        Assert.True(code.Questions[2].ByConvention);

        // A later migration brings the column back: the code means that one.
        Ask(new() { Running = Maps, After = MapsLess, Current = Maps });
        Assert.Equal(3, code.Questions.Count);
    }

    [Fact]
    public void Nothing_is_searched_where_nothing_is_dropped_or_renamed()
    {
        var code = new Code();
        _ = RuleTest.On(Schema).Application(new() { Running = Maps, Code = code })
            .Migration("ALTER TABLE orders ADD COLUMN a text; CREATE TABLE t (a int); ALTER TABLE t DROP COLUMN a; DROP TABLE t; CREATE INDEX ON orders (note)").Findings;
        Assert.Empty(code.Questions);
    }

    [Fact]
    public void A_renamed_column_tells_where_it_is_used()
    {
        var code = new Code(Place("Orders.cs", 12));
        var finding = RuleTest.On(Schema).Application(new() { Before = Maps, Running = Maps, After = Model("id", "remark"), Code = code })
            .Migration("ALTER TABLE orders RENAME note TO remark").FindsOne("MIG2001");
        Assert.Contains("fails with 42703. In this project it is used in 1 place: Order.note (Orders.cs:12). Instead: rename only", finding.Message);
        Assert.Equal(["note", "remark"], Assert.Single(code.Questions).Properties.Select(static p => p.Name));
        Assert.Equal("note", code.Questions[0].Column);
        Assert.Single(finding.Places);
    }

    [Theory]
    [InlineData("DROP TABLE orders")]
    [InlineData("DROP TABLE IF EXISTS orders, others")]
    public void A_table_that_the_running_version_maps_is_found(string sql)
    {
        var finding = RuleTest.On(Schema).Application(new() { Running = Maps }).Only("MIG2005").Migration(sql).FindsOne("MIG2005");
        Assert.Equal(Severity.Warning, finding.Severity);
        Assert.StartsWith("The running version maps \"orders\" (Order): its statements on it fail with 42P01", finding.Message);
    }

    [Fact]
    public void A_dropped_table_is_found_as_operation_and_with_its_places()
    {
        var finding = RuleTest.On(Schema).Application(new() { Code = new Code(Place("a.cs", 1)) }).Only("MIG2005")
            .Migration(TestStep.Ef("DropTable", ("name", "orders"))).FindsOne("MIG2005");
        Assert.StartsWith("Statements that name \"orders\" fail with 42P01 as soon as the table is dropped. In this project it is used in 1 place", finding.Message);
    }

    [Fact]
    public void A_schema_takes_its_tables_along()
    {
        var model = new ListedModel([new MappedTable { Name = new("sales", "orders"), Entities = [new MappedEntity("Shop.Order")] }]);
        RuleTest.On("CREATE TABLE sales.orders (id int)").Application(new() { Running = model }).Only("MIG2005").Migration("DROP SCHEMA sales CASCADE").Finds("MIG2005");
        RuleTest.On("CREATE TABLE sales.orders (id int)").Application(new() { Running = model }).Only("MIG2005").Migration("DROP SCHEMA sales").IsClean();
    }

    [Theory]
    [InlineData("DROP TABLE others")]
    [InlineData("CREATE TABLE t (a int); DROP TABLE t")]
    [InlineData("DROP TABLE orders; CREATE TABLE orders (id bigint)")]
    [InlineData("ALTER TABLE orders RENAME TO purchases; CREATE VIEW orders AS SELECT * FROM purchases; DROP TABLE IF EXISTS old_orders")]
    [InlineData("TRUNCATE orders")]
    public void A_table_that_the_running_version_does_not_miss_is_fine(string sql) =>
        RuleTest.On(Schema).Application(new() { Running = Maps }).Migration(sql).IsCleanOf("MIG2005");

    [Fact]
    public void Copying_and_dropping_in_one_migration_is_one_warning() =>
        Assert.Equal(
            ["MIG2010"],
            RuleTest.On(Schema).Application(new() { Running = Maps }).Only("MIG2", "MIG3")
                .Migration("ALTER TABLE orders ADD COLUMN remark text", "UPDATE orders SET remark = note", "ALTER TABLE orders DROP COLUMN note")
                .Findings.Where(static f => f.Severity == Severity.Warning).Select(static f => f.Rule.Id));

    private static ListedModel Model(params string[] columns) => new([new MappedTable
    {
        Name = new QualifiedName(null, "orders"),
        Entities = [new MappedEntity("Shop.Order")],
        Columns = columns.Select(static c => new MappedColumn { Name = c, Properties = [new MappedProperty("Shop.Order", c, "string")] }).ToImmutableArray(),
    }]);

    private static TestPlace Place(string path, int line, UsageKind kind = UsageKind.Read) => new(kind, "Order.note", path, line, line * 10);

    private sealed record TestPlace(UsageKind Kind, string What, string Path, int Line, int Position) : UsagePlace(Kind, What, Path, Line, Position);

    /// <summary>Code that answers every question with the same places.</summary>
    private sealed class Code(params UsagePlace[] places) : IApplicationCode
    {
        public List<UsageQuestion> Questions { get; } = [];

        public ImmutableArray<HiddenEntity> Hidden { get; init; } = [];

        public UsageReport Find(UsageQuestion question)
        {
            Questions.Add(question);
            return new UsageReport { Places = [.. places], Hidden = Hidden };
        }
    }
}
