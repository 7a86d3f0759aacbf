using System.Linq;
using System.Threading.Tasks;
using MigrationSafety.Package.Tests.Packages;
using MigrationSafety.Package.Tests.Users;
using Xunit;

namespace MigrationSafety.Package.Tests.EndToEnd;

[Collection(PackedPackagesCollection.Name)]
public sealed class SqlFileTests(PackedPackages packages)
{
    [Fact]
    public async Task Sql_files_are_judged_where_an_item_names_them_or_a_migration_runs_them()
    {
        const string index = "\n\nCREATE INDEX i ON orders (total);\n";
        using var project = new UserProject(packages)
            .WriteProject("Users.csproj",
                properties: "<MigrationSafetyDeployedThrough>none</MigrationSafetyDeployedThrough>",
                items: """
                    <MigrationSafetySql Include="database/named.sql" />
                    <EmbeddedResource Include="Migrations/*.sql" />
                    """)
            .Write("Migrations/1.cs", Migrations.Runs("""System.IO.File.ReadAllText("scripts/copied.sql")"""))
            .Write("Migrations/2.cs", Migrations.Runs("""new System.IO.StreamReader(typeof(IndexOrders).Assembly.GetManifestResourceStream("Users.Migrations.embedded.sql")!).ReadToEnd()""").Replace("class IndexOrders", "class IndexCustomers").Replace("20260101000000_IndexOrders", "20260102000000_IndexCustomers").Replace("public sealed class UserContext : DbContext;", ""))
            .Write("database/named.sql", index)
            .Write("database/not_named.sql", index)
            .Write("Migrations/embedded.sql", index)
            .Write("Migrations/embedded_for_a_report.sql", index)
            .Write("scripts/copied.sql", index);

        (await project.BuildAsync()).Succeeded();

        // What a migration runs is reported where it runs it.
        Assert.Equal(
            ["Migrations/1.cs:13 warning MIG1001", "Migrations/2.cs:13 warning MIG1001", "database/named.sql:3 warning MIG1001"],
            project.Findings().Where(finding => finding.EndsWith("MIG1001", System.StringComparison.Ordinal)));
        Assert.DoesNotContain(project.Findings(), finding => finding.EndsWith("MIG9002", System.StringComparison.Ordinal));
    }
}
