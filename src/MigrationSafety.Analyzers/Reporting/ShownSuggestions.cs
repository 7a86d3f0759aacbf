using System;
using System.Collections.Immutable;
using System.Linq;
using System.Reflection;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using MigrationSafety.Analyzers.Options;

namespace MigrationSafety.Analyzers.Reporting;

/// <summary>
/// Where somebody can see a suggestion. A compiler that writes no error log drops them, and on the first day of an old code
/// base almost every finding is one: there they need not be looked for. Where a configuration makes warnings of them, they must.
/// </summary>
internal sealed class ShownSuggestions
{
    /// <summary>Of <see cref="AnalysisContext"/>, but newer than the Roslyn that this assembly is compiled against: Roslyn 4.9 and later have it.</summary>
    public const string RoslynProperty = "MinimumReportedSeverity";

    private static readonly PropertyInfo? MinimumReportedSeverity = typeof(AnalysisContext).GetProperty(RoslynProperty);

    private static readonly ImmutableArray<string> BulkKeys = Descriptors.All
        .Select(static rule => "dotnet_analyzer_diagnostic.category-" + rule.Category + ".severity")
        .Distinct()
        .Append("dotnet_analyzer_diagnostic.severity")
        .ToImmutableArray();

    private readonly Compilation compilation;
    private readonly AnalyzerConfigOptionsProvider options;
    private readonly bool everywhere;

    public ShownSuggestions(DiagnosticSeverity minimum, Compilation compilation, AnalyzerConfigOptionsProvider options, CancellationToken cancellationToken)
    {
        this.compilation = compilation;
        this.options = options;
        IsBuild = minimum > DiagnosticSeverity.Info;
        everywhere = !IsBuild || IsRaisedEverywhere(cancellationToken);
        AreFilesAlike = IsBuild && ConfiguredOptions.AreAlikeInAllFiles(options);
    }

    /// <summary>True in a compiler that writes no error log: it analyses all files, and shows warnings and errors.</summary>
    public bool IsBuild { get; }

    /// <summary>True in such a compiler where no file sets severities or options for single files: none need be asked.</summary>
    public bool AreFilesAlike { get; }

    /// <summary>The least severity that the host shows; all of them where it does not tell.</summary>
    public static DiagnosticSeverity MinimumOf(AnalysisContext context) =>
        MinimumReportedSeverity?.GetValue(context) is DiagnosticSeverity minimum ? minimum : DiagnosticSeverity.Hidden;

    public bool In(SyntaxTree tree, CancellationToken cancellationToken)
    {
        if (everywhere || AreFilesAlike)
        {
            return everywhere;
        }

        if (IsRaisedTogether(options.GetOptions(tree)))
        {
            return true;
        }

        if (compilation.Options.SyntaxTreeOptionsProvider is { } severities)
        {
            foreach (var rule in Descriptors.All)
            {
                if (severities.TryGetDiagnosticValue(tree, rule.Id, cancellationToken, out var severity) && IsRaised(severity))
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>By the command line, a rule set or a .globalconfig.</summary>
    private bool IsRaisedEverywhere(CancellationToken cancellationToken)
    {
        var severities = compilation.Options.SyntaxTreeOptionsProvider;
        return IsRaisedTogether(options.GlobalOptions) || Descriptors.All.Any(rule =>
            compilation.Options.SpecificDiagnosticOptions.TryGetValue(rule.Id, out var severity) && IsRaised(severity)
            || severities?.TryGetGlobalDiagnosticValue(rule.Id, cancellationToken, out severity) == true && IsRaised(severity));
    }

    /// <summary>All rules at once, or all of a category.</summary>
    private static bool IsRaisedTogether(AnalyzerConfigOptions options)
    {
        foreach (var key in BulkKeys)
        {
            if (options.TryGetValue(key, out var severity)
                && (string.Equals(severity, "warning", StringComparison.OrdinalIgnoreCase) || string.Equals(severity, "error", StringComparison.OrdinalIgnoreCase)))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsRaised(ReportDiagnostic severity) => severity is ReportDiagnostic.Warn or ReportDiagnostic.Error;
}
