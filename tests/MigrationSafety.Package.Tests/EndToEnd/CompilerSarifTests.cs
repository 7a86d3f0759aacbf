using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using MigrationSafety.Package.Tests.Packages;
using MigrationSafety.Package.Tests.Users;
using Xunit;

namespace MigrationSafety.Package.Tests.EndToEnd;

/// <summary>The log that the compiler writes by itself: rule metadata, and who suppressed what and why.</summary>
[Collection(PackedPackagesCollection.Name)]
public sealed class CompilerSarifTests(PackedPackages packages)
{
    [Fact]
    public async Task It_has_the_rules_and_what_pragmas_and_attributes_suppress()
    {
        using var project = new UserProject(packages)
            .WriteProject("Users.csproj", properties: "<MigrationSafetyDeployedThrough>none</MigrationSafetyDeployedThrough>")
            .Write("Migrations/1.cs", Migrations.CreatesIndex
                .Replace("migrationBuilder.CreateIndex", "\n#pragma warning disable MIG1001\nmigrationBuilder.CreateIndex", StringComparison.Ordinal))
            .Write("Migrations/2.cs", Migrations.Runs("\"TRUNCATE orders\"")
                .Replace("class ", "class Later", StringComparison.Ordinal).Replace("20260101", "20260102", StringComparison.Ordinal)
                .Replace("protected override void Up", "[System.Diagnostics.CodeAnalysis.SuppressMessage(\"MigrationSafety.Locking\", \"MIG1203\", Justification = \"orders is a scratch table\")]\nprotected override void Up", StringComparison.Ordinal));

        (await project.BuildAsync()).Succeeded();

        using var log = JsonDocument.Parse(File.ReadAllText(Directory.GetFiles(project.Folder, "*.sarif").Single()));
        var run = log.RootElement.GetProperty("runs")[0];
        var rule = run.GetProperty("tool").GetProperty("driver").GetProperty("rules").EnumerateArray().Single(r => r.GetProperty("id").GetString() == "MIG1001");
        Assert.EndsWith("docs/rules/MIG1001.md", rule.GetProperty("helpUri").GetString()!, StringComparison.Ordinal);
        Assert.NotEqual("", rule.GetProperty("shortDescription").GetProperty("text").GetString());
        Assert.NotEqual("", rule.GetProperty("fullDescription").GetProperty("text").GetString());
        Assert.Equal("MigrationSafety.Locking", rule.GetProperty("properties").GetProperty("category").GetString());

        var pragma = Suppression(run, "MIG1001");
        Assert.Equal("inSource", pragma.GetProperty("kind").GetString());
        Assert.Equal("Pragma Directive", pragma.GetProperty("properties").GetProperty("suppressionType").GetString());
        var attribute = Suppression(run, "MIG1203");
        Assert.Equal("inSource", attribute.GetProperty("kind").GetString());
        Assert.Equal("orders is a scratch table", attribute.GetProperty("justification").GetString());
    }

    private static JsonElement Suppression(JsonElement run, string id) =>
        Assert.Single(run.GetProperty("results").EnumerateArray(), r => r.GetProperty("ruleId").GetString() == id).GetProperty("suppressions")[0];
}
