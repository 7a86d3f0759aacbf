using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using MigrationSafety.Core.Changes;
using MigrationSafety.Core.Locks;
using MigrationSafety.Core.Statistics;

namespace MigrationSafety.Core.Rules;

/// <summary>What the sizes of the tables that a change works on mean for its findings.</summary>
internal static class ChangeSizes
{
    /// <summary>A finding that is about size: a suggestion where all its tables are small, and the sizes in the message.</summary>
    public static Finding Apply(Finding finding, ChangeContext context)
    {
        if (!finding.Rule.IsAboutSize || context.Options.Statistics is not { } statistics)
        {
            return finding;
        }

        var tables = WorkTables.Of(context.Change, context.Effects, context.Before)
            .Where(t => !context.IsNewTable(t))
            .Select(t => (Name: t, Size: context.SizeOf(t)))
            .ToList();
        var known = tables.Where(static t => t.Size is not null).GroupBy(static t => t.Size).Select(static g => g.First()).ToList();
        var small = tables.Count > 0 && known.Count > 0 && tables.TrueForAll(t => t.Size is { } size && size.Rows < context.Options.SmallTableRows);
        return finding with
        {
            Severity = small ? Severity.Info : finding.Severity,
            Size = Describe(known, statistics),
        };
    }

    private static string? Describe(List<(QualifiedName Name, TableStatistics? Size)> tables, DatabaseStatistics statistics)
    {
        if (tables.Count == 0)
        {
            return null;
        }

        return (statistics.TakenAt is { } day ? "On " + day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) + " " : "")
            + ChangeWording.List(tables.Select(static t => ChangeWording.Quote(t.Name) + " had " + SizeWording.Of(t.Size!)));
    }
}
