using System.IO;
using System.Linq;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using MigrationSafety.Tool.Analysis;

namespace MigrationSafety.Tool.Reports;

/// <summary>Plain JSON for scripts; docs/tool.md describes the members.</summary>
internal static class JsonReport
{
    internal static JsonSerializerOptions Options { get; } = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        // Quotes and apostrophes of messages stay readable; the file is no HTML.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static void Write(Report report, TextWriter output) => output.WriteLine(JsonSerializer.Serialize(
        new
        {
            formatVersion = 1,
            tool = ToolVersion.Name,
            findings = report.Findings.Select(finding => new
            {
                rule = finding.Rule.Id,
                severity = FindingText.Of(finding.Severity),
                message = finding.Message,
                place = Place(report, finding.Place),
                related = finding.Related.IsEmpty ? null : finding.Related.Select(place => Place(report, place)),
                project = finding.Project,
                migration = finding.Migration,
                objects = finding.Subjects.Where(static s => s.Length > 0).Distinct().ToArray() is { Length: > 0 } objects ? objects : null,
                accepted = finding.Accepted is not { } accepted ? null : new { by = Word(accepted.By), reason = accepted.Reason, until = accepted.Until },
                help = finding.Rule.HelpLink,
            }),
        },
        Options));

    private static object? Place(Report report, FilePlace? place) => place is null ? null : new
    {
        file = report.PathOf(place.Path),
        line = place.Line,
        column = place.Column,
        endLine = place.EndLine,
        endColumn = place.EndColumn,
    };

    private static string Word(AcceptedBy by) => by switch
    {
        AcceptedBy.Pragma => "pragma",
        AcceptedBy.Attribute => "attribute",
        AcceptedBy.SqlComment => "sqlComment",
        _ => "baseline",
    };
}
