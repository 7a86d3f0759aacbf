using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using MigrationSafety.Package.Tests.Packages;
using MigrationSafety.Package.Tests.Users;
using Xunit;

namespace MigrationSafety.Package.Tests.EndToEnd;

/// <summary>
/// A compiler that writes no log shows no suggestions, and the analyzer does not look for them there: what a build prints
/// must be the same all the same.
/// </summary>
[Collection(PackedPackagesCollection.Name)]
public sealed partial class WithoutErrorLogTests(PackedPackages packages)
{
    private const string OldIndex = "1.cs(13) {0} MIG1001";
    private const string OldTimeout = "1.cs(13) {0} MIG4002";
    private const string NewTruncate = "2.cs(13) {0} MIG1203";
    private const string NewTimeout = "2.cs(13) {0} MIG4002";

    [GeneratedRegex(@"(?<file>\w+\.cs)\((?<line>\d+),\d+\): (?<level>warning|error) (?<id>MIG\d+):")]
    private static partial Regex Printed { get; }

    [Fact]
    public Task Nothing_is_configured() => PrintsAsync("", "", [NewTruncate], isInEditorConfig: false);

    [Fact]
    public Task Editorconfig_raises_a_rule_in_one_file() => PrintsAsync("[1.cs]\ndotnet_diagnostic.MIG1001.severity = warning\n", "", [OldIndex, NewTruncate], isInEditorConfig: true);

    [Fact]
    public Task Editorconfig_raises_a_rule_in_other_letters() =>
        PrintsAsync("[1.cs]\nDotNet_Diagnostic.mig1001.Severity = warning\n", "", [OldIndex, NewTruncate], isInEditorConfig: true);

    [Fact]
    public Task Editorconfig_sets_an_option_in_one_file() =>
        PrintsAsync("[1.cs]\nmigration_safety.deployed_through = none\n", "", [OldIndex, NewTruncate], isInEditorConfig: true);

    [Fact]
    public Task Editorconfig_sets_something_else() => PrintsAsync(
        "[*.cs]\ngenerated_code = false\ndotnet_diagnostic.CA1822.severity = none # its \"members\", (not) %41; $(Ours) @(Or) 'theirs'\n", "", [NewTruncate], isInEditorConfig: false);

    [Fact]
    public Task Editorconfig_raises_a_category() =>
        PrintsAsync("[*.cs]\ndotnet_analyzer_diagnostic.category-MigrationSafety.Transactions.severity = warning\n", "", [OldTimeout, NewTruncate, NewTimeout], isInEditorConfig: true);

    [Fact]
    public Task The_command_line_raises_a_rule() => PrintsAsync("", "-p:WarningsAsErrors=MIG4002", [Error(OldTimeout), NewTruncate, Error(NewTimeout)], isInEditorConfig: false);

    [Fact]
    public Task The_preset_raises_suggestions() =>
        PrintsAsync("", "-p:MigrationSafetyMode=Strict;MigrationSafetyFailBuild=false", [OldTimeout, NewTruncate, NewTimeout], isInEditorConfig: true);

    private async Task PrintsAsync(string editorConfig, string properties, string[] expected, bool isInEditorConfig)
    {
        using var project = new UserProject(packages)
            .WriteProject("Users.csproj")
            .Write(".editorconfig", "root = true\n" + editorConfig)
            .Write("Migrations/1.cs", Migrations.CreatesIndex)
            .Write("Migrations/2.cs", Migrations.Runs("\"TRUNCATE orders\"")
                .Replace("class ", "class Later", StringComparison.Ordinal).Replace("20260101", "20260102", StringComparison.Ordinal));

        string[] arguments = properties.Length == 0 ? [] : [properties];
        var withLog = await project.BuildAsync(arguments);
        var without = await project.BuildAsync([.. arguments, "--no-incremental", "-p:ErrorLog="]);

        Assert.Equal([.. expected.Select(static finding => finding.Replace("{0}", "warning", StringComparison.Ordinal)).Order(StringComparer.Ordinal)], Findings(without));
        Assert.Equal(Findings(withLog), Findings(without));

        var handedOver = await File.ReadAllTextAsync(Path.Combine(project.Folder, "obj/Debug/net10.0/Users.GeneratedMSBuildEditorConfig.editorconfig"));
        Assert.Contains($"MigrationSafetyInEditorConfig = {(isInEditorConfig ? "true" : "false")}", handedOver, StringComparison.Ordinal);
    }

    private static string Error(string finding) => finding.Replace("{0}", "error", StringComparison.Ordinal);

    private static IEnumerable<string> Findings(CommandResult build) => Printed.Matches(build.AnalyzerRan().Output)
        .Select(static match => $"{match.Groups["file"].Value}({match.Groups["line"].Value}) {match.Groups["level"].Value} {match.Groups["id"].Value}")
        .Distinct()
        .Order(StringComparer.Ordinal);
}
