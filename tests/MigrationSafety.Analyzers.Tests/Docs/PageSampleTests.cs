using System;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.EntityFrameworkCore.Migrations;
using MigrationSafety.Core.Rules;
using MigrationSafety.Core.Tests.Rules.Docs;
using MigrationSafety.Verification;
using Xunit;

namespace MigrationSafety.Analyzers.Tests.Docs;

/// <summary>The C# samples of the rule pages compile; the bad one is found, the good one is not.</summary>
public sealed class PageSampleTests
{
    private const string Before = "20240101000000_Before";
    private const string Sample = "20240102000000_Sample";

    private const string Frame = """
        using System.ComponentModel.DataAnnotations.Schema;
        using System.Linq;
        using Microsoft.EntityFrameworkCore;
        namespace Shop.Migrations;

        """;

    public static TheoryData<string> Ids => new(RuleCatalog.Descriptors.Select(static rule => rule.Id));

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task A_bad_sample_is_found_and_a_good_one_is_not(string id)
    {
        var page = RulePage.Of(id);
        foreach (var sample in page.Samples.Where(static sample => sample is { Language: "csharp", Role: "bad" or "good" }))
        {
            var (up, down) = sample.Text.Split("// Down:\n") is [var before, var after] ? (before, after) : (sample.Text, "throw new NotSupportedException();");
            var project = new TestProject()
                .WithReferences(References.EfCoreWithNpgsql.Add(MetadataReference.CreateFromFile(typeof(BackfillGateExtensions).Assembly.Location)))
                .WithOption("migration_safety.deployed_through", "none")
                .WithOption("migration_safety.idempotent_scripts", id == "MIG4010" ? "true" : "false")
                .WithOption("migration_safety.postgresql_version", (sample.PostgreSql ?? 15).ToString(CultureInfo.InvariantCulture))
                .WithUp($""""migrationBuilder.Sql("""{'\n'}{page.Before}{'\n'}""");"""", Before)
                .WithUp(up, Sample, members: $"protected override void Down(MigrationBuilder migrationBuilder)\n{{\n{down}\n}}")
                .WithText("/src/Application.cs", Frame + page.Application);
            Assert.Empty(project.Compile().GetDiagnostics().Where(static d => d.Severity == DiagnosticSeverity.Error));
            var found = (await project.AnalyzeAsync()).Where(static d => d.Location.GetLineSpan().Path.Contains(Sample, StringComparison.Ordinal));
            Assert.True(
                found.Any(d => d.Id == id || Includes(d, id)) == (sample.Role == "bad"),
                $"{sample.Role}: {sample.Text}\n{string.Join("\n", found)}");
        }
    }

    private static bool Includes(Diagnostic diagnostic, string id) =>
        diagnostic.GetMessage().LastIndexOf("(Includes ", StringComparison.Ordinal) is >= 0 and var start
        && diagnostic.GetMessage().AsSpan(start).Contains(id, StringComparison.Ordinal);
}
