using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Text.Json;
using MigrationSafety.Core.Rules;
using MigrationSafety.Tool.Analysis;
using MigrationSafety.Tool.Reports.Sarif;

namespace MigrationSafety.Tool.Reports;

/// <summary>SARIF 2.1.0, as code-scanning services take it: accepted findings stay in it, with who accepted them and why.</summary>
internal static class SarifReport
{
    private const string Schema = "https://json.schemastore.org/sarif-2.1.0.json";
    private const string RootId = "SRCROOT";

    public static void Write(Report report, TextWriter output)
    {
        var rules = report.Findings.Select(static f => f.Rule).DistinctBy(static r => r.Id).OrderBy(static r => r.Id, StringComparer.Ordinal).ToImmutableArray();
        var keys = FindingKeys.Of(report);
        var log = new SarifLog(Schema, "2.1.0",
        [
            new SarifRun(
                new SarifTool(new SarifDriver(
                    "MigrationSafety", "MigrationSafety contributors", ToolVersion.Number, "https://github.com/migrationsafety/migrationsafety",
                    rules.Select(SarifRules.Of).ToArray())),
                new Dictionary<string, SarifArtifactLocation> { [RootId] = new(RootUri(report.Root), null) },
                "utf16CodeUnits",
                report.Findings.Select((finding, i) => Result(report, finding, rules.IndexOf(finding.Rule), keys[i])).ToArray()),
        ]);
        output.WriteLine(JsonSerializer.Serialize(log, JsonReport.Options));
    }

    private static SarifResult Result(Report report, ToolFinding finding, int ruleIndex, string key) => new(
        finding.Rule.Id,
        ruleIndex,
        SarifRules.Level(finding.Severity),
        new SarifMessage(finding.Message),
        finding.Place is { } place ? [new SarifLocation(Physical(report, place))] : [],
        finding.Related.IsEmpty ? null : finding.Related.Select((related, i) =>
            new SarifRelatedLocation(i + 1, Physical(report, related), new SarifMessage("Here."))).ToArray(),
        new Dictionary<string, string> { ["migrationSafetyKey/v1"] = key },
        finding.Accepted is { } accepted ? [Suppression(accepted)] : null,
        finding.Fix is { } fix ? [Fix(report, fix)] : null);

    private static SarifSuppression Suppression(Acceptance accepted)
    {
        var properties = new Dictionary<string, string> { ["acceptedBy"] = accepted.By.ToString() };
        if (accepted.Until is { } until)
        {
            properties["until"] = until;
        }

        return new SarifSuppression(accepted.By == AcceptedBy.Baseline ? "external" : "inSource", "accepted", accepted.Reason, properties);
    }

    private static SarifFix Fix(Report report, FixText fix) => new(
        new SarifMessage(fix.Title),
        fix.Edits.GroupBy(static edit => edit.Place.Path).Select(file => new SarifArtifactChange(
            Artifact(report, file.Key),
            file.Select(static edit => new SarifReplacement(Region(edit.Place), new SarifContent(edit.NewText))).ToArray())).ToArray());

    private static SarifPhysicalLocation Physical(Report report, FilePlace place) => new(Artifact(report, place.Path), Region(place));

    private static SarifRegion Region(FilePlace place) => new(place.Line, place.Column, place.EndLine, place.EndColumn);

    /// <summary>From the root; a file outside of it (a package's) by its full address.</summary>
    private static SarifArtifactLocation Artifact(Report report, string path)
    {
        var relative = report.PathOf(path);
        return relative.StartsWith("../", StringComparison.Ordinal) || Path.IsPathRooted(relative)
            ? new SarifArtifactLocation(new Uri(path).AbsoluteUri, null)
            : new SarifArtifactLocation(string.Join('/', relative.Split('/').Select(Uri.EscapeDataString)), RootId);
    }

    private static string RootUri(string root) => new Uri(root.TrimEnd(Path.DirectorySeparatorChar) + Path.DirectorySeparatorChar).AbsoluteUri;
}
