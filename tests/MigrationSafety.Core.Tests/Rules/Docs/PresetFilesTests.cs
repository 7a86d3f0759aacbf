using System;
using System.Collections.Generic;
using System.Linq;
using MigrationSafety.Core.Rules;
using Xunit;

namespace MigrationSafety.Core.Tests.Rules.Docs;

/// <summary>The files of the package that are written from the rule catalog.</summary>
public sealed class PresetFilesTests
{
    private const string Build = "../src/MigrationSafety.Analyzers.Package/build/";

    [Theory]
    [InlineData("Strict", "warning")]
    [InlineData("StrictFails", "error")]
    public void Strict_raises_suggestions_that_can_be_acted_upon(string file, string severity) =>
        AssertWritten($"config/{file}.globalconfig", Preset(
            $"suggestions become {severity}s", static r => r is { DefaultSeverity: Severity.Info, IsUnavoidable: false }, severity));

    [Fact]
    public void AuditOnly_makes_everything_a_suggestion() =>
        AssertWritten("config/AuditOnly.globalconfig", Preset(
            "everything is a suggestion", static _ => true, "suggestion"));

    [Fact]
    public void Only_suggestions_are_unavoidable() =>
        Assert.All(Rules.Where(rule => rule.IsUnavoidable), rule => Assert.Equal(Severity.Info, rule.DefaultSeverity));

    private static IEnumerable<RuleDescriptor> Rules => RuleCatalog.Descriptors.OrderBy(static rule => rule.Id, StringComparer.Ordinal);

    private static IEnumerable<string> Preset(string what, Func<RuleDescriptor, bool> applies, string severity) =>
    [
        "# Written from the rule catalog by MigrationSafety.Core.Tests with UPDATE_DOCS=1: " + what + ".",
        "is_global = true",
        "# Below every file of the user's.",
        "global_level = -100",
        .. Rules.Where(applies).Select(rule => $"dotnet_diagnostic.{rule.Id}.severity = {severity}"),
    ];

    private static void AssertWritten(string file, IEnumerable<string> lines)
    {
        var expected = string.Concat(lines.Select(static line => line + "\n"));
        if (Environment.GetEnvironmentVariable("UPDATE_DOCS") is not null)
        {
            DocsFolder.Write(Build + file, expected);
        }

        Assert.True(expected == DocsFolder.Read(Build + file), file + ": run with UPDATE_DOCS=1, then again; expected:\n" + expected);
    }
}
