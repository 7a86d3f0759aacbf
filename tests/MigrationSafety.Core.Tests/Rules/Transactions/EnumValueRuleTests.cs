using System.Linq;
using MigrationSafety.Core.EfCore;
using MigrationSafety.Core.Rules;
using Xunit;

namespace MigrationSafety.Core.Tests.Rules.Transactions;

public sealed class EnumValueRuleTests
{
    private const string Schema = """
        CREATE TYPE mood AS ENUM ('sad');
        CREATE TABLE t (id int PRIMARY KEY, m mood DEFAULT 'sad', n text, ms mood[]);
        CREATE TABLE other (id int PRIMARY KEY, m text);
        """;

    private const string Add = "ALTER TYPE mood ADD VALUE 'glad';";

    [Theory]
    [InlineData("INSERT INTO t (id, m) VALUES (1, 'sad'), (2, 'glad')")]
    [InlineData("INSERT INTO t (id, m) SELECT 5, 'glad'")]
    [InlineData("UPDATE t SET m = 'glad' WHERE id = 1")]
    [InlineData("UPDATE t SET m = CASE WHEN n = '' THEN 'glad' ELSE m END WHERE id = 1")]
    [InlineData("SELECT id FROM t WHERE m = 'glad'")]
    [InlineData("SELECT id FROM t WHERE t.m IN ('sad', 'glad')")]
    [InlineData("SELECT 'glad'::mood")]
    [InlineData("SELECT '{sad, glad}'::mood[]")]
    [InlineData("SELECT ARRAY['sad', 'glad']::mood[]")]
    [InlineData("UPDATE t SET ms = '{\"glad\"}' WHERE id = 1")]
    [InlineData("ALTER TABLE t ALTER COLUMN ms SET DEFAULT '{glad}'")]
    [InlineData("DO $$ BEGIN PERFORM 'glad'::mood; END $$")]
    [InlineData("ALTER TABLE t ADD COLUMN k mood DEFAULT 'glad'")]
    [InlineData("ALTER TABLE t ADD COLUMN k mood DEFAULT 'glad'::mood")]
    [InlineData("ALTER TABLE t ALTER COLUMN m SET DEFAULT 'glad'")]
    [InlineData("CREATE TABLE t2 (m mood DEFAULT 'glad')")]
    [InlineData("CREATE VIEW v AS SELECT id FROM t WHERE m = 'glad'")]
    public void A_value_used_in_the_transaction_that_adds_it_is_an_error(string use)
    {
        var finding = RuleTest.On(Schema).Migration(Add, use).Findings.Single(f => f.Rule.Id == "MIG4006");
        Assert.Equal(Severity.Error, finding.Severity);
        Assert.Equal(1, finding.Step);
        Assert.Contains("55P04", finding.Message);
    }

    [Theory]
    [InlineData("ALTER TABLE t ADD CONSTRAINT c CHECK (m <> 'glad') NOT VALID")]
    [InlineData("CREATE INDEX ix ON t (id) WHERE m = 'glad'")]
    public void Checks_and_indexes_use_it_too(string use) =>
        Assert.Contains("MIG4006", RuleTest.On(Schema).Migration(Add, use).Findings.Select(f => f.Rule.Id));

    [Theory]
    [InlineData("INSERT INTO t (id, m) VALUES (1, 'sad')")]
    [InlineData("UPDATE t SET n = 'glad' WHERE id = 1")]
    [InlineData("UPDATE other SET m = 'glad' WHERE id = 1")]
    [InlineData("SELECT id FROM t WHERE m::text = 'glad'")]
    [InlineData("SELECT 'glad'::text")]
    [InlineData("SELECT '{glad}'::text[]")]
    [InlineData("UPDATE t SET ms = '{sad}' WHERE n = '{glad}'")]
    [InlineData("CREATE FUNCTION f() RETURNS void LANGUAGE plpgsql AS $$ BEGIN PERFORM 'glad'::mood; END $$")]
    [InlineData("ALTER TABLE t ADD COLUMN k text DEFAULT 'glad'")]
    public void Another_value_or_a_text_is_none_of_its_business(string use) =>
        RuleTest.On(Schema).Migration(Add, use).IsCleanOf("MIG4006");

    [Fact]
    public void After_a_commit_it_may_be_used()
    {
        RuleTest.On(Schema).Only("MIG4").Migration(RuleTest.Outside(Add), "SELECT 'glad'::mood").IsCleanOf("MIG4006");
        RuleTest.On(Schema).Only("MIG4").SqlFile(Add + "SELECT 'glad'::mood;").IsClean();
        RuleTest.On(Schema).Only("MIG4").SqlFile("BEGIN;" + Add + "SELECT 'glad'::mood; COMMIT;").Finds("MIG4006");
        RuleTest.On(Schema).Only("MIG4").Migration(RuleTest.Outside(Add + "SELECT 'glad'::mood")).Finds("MIG4006");
    }

    [Fact]
    public void A_value_that_exists_already_may_be_used() =>
        RuleTest.On(Schema).Only("MIG4").Migration("ALTER TYPE mood ADD VALUE IF NOT EXISTS 'sad'", "SELECT 'sad'::mood").IsClean();

    [Fact]
    public void A_renamed_value_may_be_used() =>
        RuleTest.On(Schema).Only("MIG4").Migration("ALTER TYPE mood RENAME VALUE 'sad' TO 'blue'", "SELECT 'blue'::mood").IsCleanOf("MIG4006");

    [Theory]
    [InlineData(10, false)]
    [InlineData(11, false)]
    [InlineData(12, true)]
    [InlineData(16, true)]
    [InlineData(17, false)]
    [InlineData(18, false)]
    public void A_type_of_the_same_transaction_counts_as_new_below_12_and_from_17_on(int version, bool fails)
    {
        var test = RuleTest.On("").Version(version).Migration("CREATE TYPE hue AS ENUM ('red')", "ALTER TYPE hue ADD VALUE 'blue'", "SELECT 'blue'::hue");
        test.Finds(fails ? ["MIG4006"] : []);
    }

    [Theory]
    [InlineData(10, true)]
    [InlineData(11, true)]
    [InlineData(12, false)]
    public void Before_12_it_cannot_run_in_a_transaction(int version, bool fails)
    {
        RuleTest.On(Schema).Only("MIG4").Version(version).Migration(Add).Finds(fails ? ["MIG4006"] : []);
        RuleTest.On(Schema).Only("MIG4").Version(version).Migration(RuleTest.Outside(Add)).IsClean();
        RuleTest.On(Schema).Only("MIG4").Version(version).SqlFile(Add).IsClean();
    }

    [Fact]
    public void Ef_core_adds_a_value_and_uses_it()
    {
        RuleTest.On(Schema).Only("MIG4").Migration(AddByEf, TestStep.Ef("AddColumn", "string", ("name", "k"), ("table", "t"), ("type", "mood"), ("nullable", false), ("defaultValue", "very_glad")))
            .Finds("MIG4006");
        RuleTest.On(Schema).Only("MIG4").Migration(AddByEf, TestStep.Ef("AddColumn", "Mood", ("name", "k"), ("table", "t"), ("type", "mood"), ("nullable", false), ("defaultValue", new EfUnknown("Mood.VeryGlad"))))
            .Finds("MIG4006");
        RuleTest.On(Schema).Only("MIG4").Migration(AddByEf, TestStep.Ef("InsertData", ("table", "t"), ("columns", new EfArray(["id", "m"])), ("values", new EfArray([1, "very_glad"]))))
            .Finds("MIG4006");
        RuleTest.On(Schema).Only("MIG4").Migration(AddByEf, TestStep.Ef("InsertData", ("table", "t"), ("columns", new EfArray(["id", "n"])), ("values", new EfArray([1, "very_glad"]))))
            .IsClean();
        RuleTest.On(Schema).Only("MIG4").Migration(AddByEf).IsClean();
    }

    [Fact]
    public void Npgsql_may_know_that_the_server_is_older_than_12()
    {
        var finding = RuleTest.On(Schema).Only("MIG4").Version(11).Migration(AddByEf).FindsOne("MIG4006");
        Assert.Equal(Severity.Warning, finding.Severity);
        Assert.Contains("SetPostgresVersion", finding.Message);
    }

    private static TestStep AddByEf => new(null, new EfOperation
    {
        Method = "AlterDatabase",
        Annotations = System.Collections.Immutable.ImmutableDictionary<string, object?>.Empty.Add("Npgsql:Enum:mood", "sad,very_glad"),
        OldAnnotations = System.Collections.Immutable.ImmutableDictionary<string, object?>.Empty.Add("Npgsql:Enum:mood", "sad"),
    }, false);
}
