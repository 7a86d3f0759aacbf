using System.Collections.Immutable;
using System.Globalization;
using MigrationSafety.Core.Rules;

namespace MigrationSafety.Analyzers.Reporting;

/// <summary>What a diagnostic carries for code fixes: they read the migration again and find the step by its number.</summary>
internal static class FindingProperties
{
    public const string Step = "MigrationSafety.Step";
    public const string SpanStart = "MigrationSafety.SpanStart";
    public const string SpanLength = "MigrationSafety.SpanLength";

    public static ImmutableDictionary<string, string?> Of(Finding finding)
    {
        var properties = ImmutableDictionary<string, string?>.Empty.Add(Step, Text(finding.Step));
        return finding.Span is { } span
            ? properties.Add(SpanStart, Text(span.Start)).Add(SpanLength, Text(span.Length))
            : properties;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
