using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using MigrationSafety.Verification;
using Xunit;

namespace MigrationSafety.Analyzers.Tests;

/// <summary>.sql files: by themselves, and as the text of a migration.</summary>
public sealed class SqlFileTests
{
    private const string CreateIndex = "CREATE INDEX ix ON orders (at)";

    private static TestProject Project() => new TestProject().WithOption("migration_safety.lock_timeout_set_by_runtime", "true");

    [Fact]
    public async Task Files_are_a_chain_in_the_order_of_their_names() =>
        await Project()
            .WithOption("migration_safety.deployed_through", "none")
            .WithSql("/src/Sql/V1.sql", "CREATE TABLE orders (at int); " + CreateIndex + ";")
            .WithSql("/src/Sql/V2.sql", "{|MIG1001:" + CreateIndex + "|};")
            .VerifyAsync();

    [Fact]
    public async Task The_newest_file_of_a_folder_is_judged_in_full()
    {
        var found = await Project()
            .WithSql("/src/Sql/V1.sql", "{|MIG1001:" + CreateIndex + "|};")
            .WithSql("/src/Sql/V2.sql", "{|MIG1001:" + CreateIndex + "|};")
            .VerifyAsync();
        Assert.Equal([DiagnosticSeverity.Info, DiagnosticSeverity.Warning], found.Select(static d => d.Severity));
    }

    [Fact]
    public async Task A_file_in_production_is_not_judged() =>
        await Project()
            .WithOption("migration_safety.deployed_through", "V1__init")
            .WithSql("/src/Sql/V1__init.sql", CreateIndex)
            .VerifyAsync();

    [Fact]
    public async Task A_rule_can_be_switched_off_for_a_file() =>
        await Project()
            .WithOption("migration_safety.disabled_rules", "MIG1001", "/src/Sql/V1")
            .WithSql("/src/Sql/V1.sql", CreateIndex)
            .VerifyAsync();

    [Fact]
    public async Task A_comment_in_the_file_suppresses() =>
        await Project().WithSql("/src/Sql/V1.sql", "-- migration-safety: ignore MIG1001 nobody writes at night\n" + CreateIndex + ";").VerifyAsync();

    [Fact]
    public async Task A_file_that_only_lies_there_is_not_judged() =>
        await Project().WithSql("/src/Sql/report.sql", CreateIndex, metadata: "used").VerifyAsync();

    [Theory]
    [InlineData("File.ReadAllText(\"Sql/up.sql\")")]
    [InlineData("File.ReadAllText(Path.Combine(AppContext.BaseDirectory, \"Migrations\", \"Sql\", \"up.sql\"))")]
    [InlineData("new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream(\"Shop.Migrations.Sql.up.sql\")!).ReadToEnd()")]
    public async Task A_file_that_a_migration_runs_is_judged_there_only(string read)
    {
        var found = await Project()
            .WithUp("migrationBuilder.{|MIG1001:Sql|}(" + read + ");")
            .WithSql("/src/Migrations/Sql/up.sql", "SELECT 1;\n" + CreateIndex + ";")
            .WithSql("/src/Other/up.txt.sql", "SELECT 1;", metadata: "used")
            .VerifyAsync();
        var place = Assert.Single(Assert.Single(found).AdditionalLocations);
        Assert.Equal("/src/Migrations/Sql/up.sql", place.GetLineSpan().Path);
        Assert.Equal(1, place.GetLineSpan().StartLinePosition.Line);
    }

    [Fact]
    public async Task A_file_that_is_not_in_the_project_is_named()
    {
        var found = await Project().WithUp("migrationBuilder.{|MIG9002:Sql|}(File.ReadAllText(\"Sql/up.sql\"));").VerifyAsync();
        Assert.Contains("Sql/up.sql", Assert.Single(found).GetMessage(), System.StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_is_judged_without_any_EF_Core() =>
        await Project().WithReferences(References.Framework).WithSql("/src/V1.sql", "{|MIG1001:" + CreateIndex + "|}").VerifyAsync();

    [Fact]
    public async Task An_invalid_option_is_told_once_where_there_are_only_files() =>
        await Project()
            .WithOption("migration_safety.small_table_rows", "few")
            .WithSql("/src/V1.sql", "SELECT 1;")
            .WithSql("/src/V2.sql", "{|MIG9003:|}SELECT 1;")
            .VerifyAsync();

    [Theory]
    [InlineData("")]
    [InlineData("   \n")]
    [InlineData("-- nothing")]
    [InlineData("\u0000")]
    public async Task An_empty_file_is_quiet(string text) => await Project().WithSql("/src/V1.sql", text).Ignoring("MIG9001").VerifyAsync();
}
