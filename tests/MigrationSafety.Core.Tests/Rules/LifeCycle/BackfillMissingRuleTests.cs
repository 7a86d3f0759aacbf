using System.Collections.Immutable;
using MigrationSafety.Core.Models;
using MigrationSafety.Core.Recipes.Online;
using MigrationSafety.Core.Changes;
using MigrationSafety.Core.Rules;
using Xunit;

namespace MigrationSafety.Core.Tests.Rules.LifeCycle;

/// <summary>MIG6004, and what a gate silences.</summary>
public sealed class BackfillMissingRuleTests
{
    private const string Schema = "CREATE TABLE orders (id bigint PRIMARY KEY, total text);";

    private static readonly string Guard = new BackfillGate { Backfill = "fill_it", Table = new QualifiedName(null, "orders") }.Guard();

    public static TheoryData<string> Gates => new(
        Guard,
        "SELECT migration_safety.require('fill_it', 'orders')",
        "SELECT migration_safety.require('fill_it', 'orders', interval '1 day', NULL)",
        "DO $$ BEGIN PERFORM migration_safety.require('fill_it', 'orders'); END $$");

    [Theory]
    [MemberData(nameof(Gates))]
    public void A_backfill_that_nobody_defines_is_an_error(string gate)
    {
        var finding = On("fill", "copy").Migration(gate).FindsOne("MIG6004");
        Assert.Equal(Severity.Error, finding.Severity);
        Assert.StartsWith("No code here defines a backfill \"fill_it\": ", finding.Message);
        Assert.Contains("name one that there is (\"copy\" and \"fill\")", finding.Message);
        Assert.Contains("Instead: write the Backfill class", On().Migration(gate).FindsOne("MIG6004").Message);
        Assert.Single(On().SqlFile(gate).Findings);
    }

    [Fact]
    public void A_library_that_may_have_a_project_above_it_is_warned()
    {
        var finding = RuleTest.On(Schema).Application(new() { Backfills = static () => new(["fill"], AreAll: false) }).Only("MIG6004").Migration(Guard).FindsOne("MIG6004");
        Assert.Equal(Severity.Warning, finding.Severity);
        Assert.StartsWith("No code in this project defines a backfill \"fill_it\": ", finding.Message);
    }

    [Theory]
    [MemberData(nameof(Gates))]
    public void One_that_is_defined_or_cannot_be_seen_is_fine(string gate)
    {
        On("fill_it").Migration(gate).IsClean();
        RuleTest.On(Schema).Only("MIG6004").Migration(gate).IsClean();
        RuleTest.On(Schema).Application(new() { Backfills = static () => null }).Only("MIG6004").Migration(gate).IsClean();
    }

    [Theory]
    [InlineData("SELECT other.require('fill_it')")]
    [InlineData("SELECT other.require('fill_it', 'orders', 1, NULL)")]
    [InlineData("SELECT require('fill_it', 'orders', interval '1 day', NULL)")]
    [InlineData("SELECT migration_safety.gate('fill_it', 'orders')")]
    [InlineData("SELECT 'migration_safety.require(''fill_it'')'")]
    [InlineData("CREATE FUNCTION f() RETURNS void LANGUAGE sql AS 'SELECT migration_safety.require(''fill_it'')'")]
    public void What_is_no_gate_is_quiet(string sql)
    {
        On().Migration(sql).IsClean();
        Dropping().Migration(sql, Drop).Finds("MIG3001", "MIG3002");
    }

    /// <summary>What cannot be read is a gate all the same.</summary>
    [Theory]
    [InlineData("SELECT migration_safety.require(current_setting('shop.backfill'))")]
    [InlineData("SELECT migration_safety.require(NULL)")]
    [InlineData("SELECT migration_safety.require()")]
    public void A_name_that_is_no_constant_is_not_looked_for(string gate)
    {
        On().Migration(gate).IsClean();
        Dropping().Migration(gate, Drop).IsClean();
    }

    [Fact]
    public void A_control_schema_of_another_name_is_seen_in_what_RequireBackfill_writes() =>
        On().Migration(new BackfillGate { Backfill = "fill_it", Table = new QualifiedName(null, "orders"), ControlSchema = "ops" }.Guard()).Finds("MIG6004");

    [Fact]
    public void Names_are_compared_as_the_control_schema_does() => On("Fill_It").Migration(Guard).Finds("MIG6004");

    [Fact]
    public void An_argument_may_be_named() =>
        Assert.Contains("\"fill_it\"", On().Migration("SELECT migration_safety.require(p_table => 'orders', p_backfill => 'fill_it')").FindsOne("MIG6004").Message);

    [Fact]
    public void A_gated_contract_step_is_not_told_that_it_is_one()
    {
        Dropping().Migration(Drop).Finds("MIG3001", "MIG3002");
        Dropping().Migration(Guard, Drop).IsClean();
        Dropping().Migration(Drop, Guard).IsClean();
        Dropping().Migration(
            Guard, TestStep.Ef("DropColumn", ("name", "total"), ("table", "orders")), TestStep.Ef("DropTable", ("name", "orders"))).IsClean();
    }

    [Fact]
    public void The_running_version_and_the_code_are_gone_when_the_gate_opens()
    {
        var running = new ListedModel([new MappedTable
        {
            Name = new QualifiedName(null, "orders"),
            Entities = [new MappedEntity("Shop.Order")],
            Columns = [new MappedColumn { Name = "total", Properties = [new MappedProperty("Shop.Order", "Total", "string")] }],
        }]);
        RuleTest.On(Schema).Application(new() { Running = running }).Only("MIG2").Migration(Drop).Finds("MIG2004", "MIG2005");
        RuleTest.On(Schema).Application(new() { Running = running }).Only("MIG2").Migration(Guard, Drop).IsClean();
    }

    /// <summary>What happened outside the transaction before the gate was asked is done whatever it says.</summary>
    [Fact]
    public void What_runs_before_the_gate_is_not_held_back()
    {
        Dropping().Migration(RuleTest.Outside(Drop), Guard).Finds("MIG3001", "MIG3002");
        Dropping().Migration(Guard, RuleTest.Outside("VACUUM orders"), Drop).IsClean();
        Dropping().SqlFile(Drop + "; " + Guard).Finds("MIG3001", "MIG3002");
        Dropping().SqlFile(Guard + "; " + Drop).IsClean();
        Dropping().SqlFile("BEGIN; " + Drop + "; " + Guard + "; COMMIT").IsClean();
    }

    /// <summary>A script of many migrations has a transaction for each.</summary>
    [Fact]
    public void A_script_s_gate_is_one_migration_s() =>
        Dropping().SqlFile($"BEGIN; {Guard}; COMMIT; BEGIN; {Drop}; COMMIT").Finds("MIG3001", "MIG3002");

    private const string Drop = "ALTER TABLE orders DROP COLUMN total; DROP TABLE orders";

    private static RuleTest Dropping() => RuleTest.On(Schema).Only("MIG3");

    private static RuleTest On(params string[] backfills) =>
        RuleTest.On(Schema).Application(new() { Backfills = () => new([.. backfills], AreAll: true) }).Only("MIG6004");
}
