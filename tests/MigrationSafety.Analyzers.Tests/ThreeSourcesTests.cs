using System.Threading.Tasks;
using MigrationSafety.Verification;
using Xunit;

namespace MigrationSafety.Analyzers.Tests;

public sealed class ThreeSourcesTests
{
    private static TestProject Project() => new TestProject().WithOption("migration_safety.lock_timeout_set_by_runtime", "true");

    [Fact]
    public async Task An_index_on_an_old_table_is_found_at_the_method_name() =>
        await Project().WithUp("""migrationBuilder.{|MIG1001:CreateIndex|}(name: "ix", table: "orders", column: "at");""").VerifyAsync();

    [Fact]
    public async Task Sql_is_found_at_the_statement() =>
        await Project().WithUp("""migrationBuilder.Sql("SELECT 1; {|MIG1001:CREATE INDEX ix ON orders (at)|};");""").VerifyAsync();

    [Fact]
    public async Task A_sql_file_is_found_at_the_statement() =>
        await Project().WithSql("/src/Sql/1.sql", "SELECT 1;\n{|MIG1001:CREATE INDEX ix ON orders (at)|};\n").VerifyAsync();
}
