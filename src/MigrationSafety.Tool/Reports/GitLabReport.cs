using System;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using MigrationSafety.Core.Rules;

namespace MigrationSafety.Tool.Reports;

/// <summary>GitLab's Code Quality report.</summary>
internal static class GitLabReport
{
    public static void Write(Report report, TextWriter output)
    {
        var keys = FindingKeys.Of(report);
        output.WriteLine(JsonSerializer.Serialize(
            report.Findings.Zip(keys).Where(static pair => pair.First is { Accepted: null, Place: not null }).Select(pair => new
            {
                description = pair.First.Message,
                check_name = pair.First.Rule.Id,
                fingerprint = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(pair.Second))).ToLowerInvariant(),
                severity = pair.First.Severity switch { Severity.Error => "critical", Severity.Warning => "major", _ => "info" },
                location = new { path = report.PathOf(pair.First.Place!.Path), lines = new { begin = pair.First.Place.Line, end = pair.First.Place.EndLine } },
            }),
            JsonReport.Options));
    }
}
