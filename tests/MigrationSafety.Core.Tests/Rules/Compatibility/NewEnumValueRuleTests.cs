using System.Collections.Immutable;
using MigrationSafety.Core.Changes;
using MigrationSafety.Core.Models;
using MigrationSafety.Core.Rules;
using Xunit;

namespace MigrationSafety.Core.Tests.Rules.Compatibility;

/// <summary>MIG2012: enum values that the running version has no member for.</summary>
public sealed class NewEnumValueRuleTests
{
    private const string Schema = "CREATE TYPE mood AS ENUM ('sad', 'ok'); CREATE TABLE customers (id bigint PRIMARY KEY, feeling mood, moods mood[]);";

    private const string Add = "ALTER TYPE mood ADD VALUE 'fine'";

    [Theory]
    [InlineData(Add)]
    [InlineData("ALTER TYPE mood ADD VALUE IF NOT EXISTS 'fine' BEFORE 'ok'")]
    [InlineData("ALTER TYPE never_seen ADD VALUE 'fine'")]
    [InlineData("DO $$ BEGIN ALTER TYPE mood ADD VALUE 'fine'; END $$")]
    [InlineData("ALTER TABLE customers ADD COLUMN other mood; ALTER TYPE mood ADD VALUE 'fine'")]
    public void A_value_of_a_type_that_older_columns_have_is_found(string sql)
    {
        var finding = RuleTest.On(Schema).Only("MIG2").Migration(sql).FindsOne("MIG2012");
        Assert.Equal(Severity.Info, finding.Severity);
        Assert.DoesNotContain("the running version reads them", finding.Message);
        Assert.Single(RuleTest.On(Schema).Only("MIG2012").SqlFile(sql).Findings);
    }

    [Fact]
    public void EF_Cores_AlterDatabase_too() =>
        Assert.Equal("fine", RuleTest.On(Schema).Only("MIG2").Migration(Annotated("sad,ok,fine", "sad,ok")).FindsOne("MIG2012").Arguments[0]);

    [Fact]
    public void The_properties_that_meet_it_are_named()
    {
        foreach (var sql in new[] { Add, "ALTER TABLE customers RENAME COLUMN feeling TO state; ALTER TABLE customers RENAME TO people;" + Add })
        {
            Assert.StartsWith(
                "Rows may hold 'fine' of enum \"mood\" from here on, and the running version reads them (Customer.feeling): ",
                RuleTest.On(Schema).Application(Running("feeling", "Shop.Mood")).Only("MIG2012").Migration(sql).FindsOne("MIG2012").Message);
        }

        Assert.Contains("(Customer.moods)", RuleTest.On(Schema).Application(Running("moods", "Mood[]")).Only("MIG2").Migration(Add).FindsOne("MIG2012").Message);
    }

    /// <summary>The chain begins after the type and its columns.</summary>
    [Fact]
    public void A_type_that_only_the_model_knows_is_found() =>
        RuleTest.OnUnknownSchema().Application(Running("feeling", "Mood", "sad", "ok")).Only("MIG2").Migration(Add).FindsOne("MIG2012");

    [Theory]
    [InlineData("ALTER TYPE mood ADD VALUE IF NOT EXISTS 'ok'")]
    [InlineData("CREATE TYPE m AS ENUM ('a'); ALTER TYPE m ADD VALUE 'b'")]
    [InlineData("CREATE TYPE m AS ENUM ('a'); ALTER TABLE customers ADD COLUMN m m; ALTER TYPE m ADD VALUE 'b'")]
    [InlineData("CREATE TYPE m AS ENUM ('sad', 'ok', 'fine')")]
    [InlineData("ALTER TYPE mood RENAME VALUE 'ok' TO 'fine'")]
    public void Where_nobody_meets_a_new_value_it_is_quiet(string sql) => RuleTest.On(Schema).Migration(sql).IsCleanOf("MIG2012");

    [Fact]
    public void Types_without_older_columns_are_quiet()
    {
        RuleTest.On("CREATE TYPE mood AS ENUM ('sad', 'ok')").Migration(Add).IsCleanOf("MIG2012");
        RuleTest.On(Schema).NewTables("customers").Migration(Add).IsCleanOf("MIG2012");
        RuleTest.On(Schema).NewColumn("customers", "feeling").NewColumn("customers", "moods").Migration(Add).IsCleanOf("MIG2012");
        RuleTest.On(Schema).Migration(Annotated("sad,ok", "sad,ok")).IsCleanOf("MIG2012");
    }

    [Fact]
    public void A_version_that_reads_text_or_knows_the_value_or_maps_no_column_is_no_reason()
    {
        RuleTest.On(Schema).Application(Running("feeling", "string")).Migration(Add).IsCleanOf("MIG2012");
        RuleTest.On(Schema).Application(Running("feeling", "Mood", "sad", "ok", "fine")).Migration(Add).IsCleanOf("MIG2012");
        RuleTest.On(Schema).Application(Running("id", "long", "sad", "ok")).Migration(Add).IsCleanOf("MIG2012");
        RuleTest.OnUnknownSchema().Application(Running("id", "long")).Migration(Add).IsCleanOf("MIG2012");
    }

    private static TestStep Annotated(string values, string oldValues) => TestStep.Ef("AlterDatabase") with
    {
        Operation = TestStep.Ef("AlterDatabase").Operation! with
        {
            Annotations = ImmutableDictionary<string, object?>.Empty.Add("Npgsql:Enum:mood", values),
            OldAnnotations = ImmutableDictionary<string, object?>.Empty.Add("Npgsql:Enum:mood", oldValues),
        },
    };

    private static ApplicationView Running(string column, string clrType, params string[] values) => new()
    {
        Running = new ListedModel(
            [new MappedTable
            {
                Name = new QualifiedName(null, "customers"),
                Entities = [new MappedEntity("Shop.Customer")],
                Columns = [new MappedColumn { Name = column, Properties = [new MappedProperty("Shop.Customer", column, clrType)] }],
            }],
            values.Length == 0 ? null : [new MappedEnum(new QualifiedName(null, "mood"), [.. values])]),
    };
}
