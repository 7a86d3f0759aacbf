using System;
using System.Collections.Generic;
using System.IO;

namespace MigrationSafety.Tool.Reports;

/// <summary>The formats of --format.</summary>
internal static class ReportFormat
{
    public const string Text = "text";
    public const string Sarif = "sarif";

    private static readonly Dictionary<string, Action<Report, TextWriter>> Writers = new(StringComparer.Ordinal)
    {
        [Text] = TextReport.Write,
        ["json"] = JsonReport.Write,
        [Sarif] = SarifReport.Write,
        ["github"] = GitHubReport.Write,
        ["gitlab"] = GitLabReport.Write,
    };

    public static string[] Names => [.. Writers.Keys];

    public static void Write(string format, Report report, TextWriter output) => Writers[format](report, output);
}
