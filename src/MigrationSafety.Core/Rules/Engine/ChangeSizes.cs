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
        var known = tables.Select(static t => t.Size).OfType<TableStatistics>().Distinct().ToList();
        var small = tables.Count > 0 && known.Count > 0 && tables.TrueForAll(t => t.Size is { } size && size.Rows < context.Options.SmallTableRows);
        return finding with
        {
            Severity = small ? Severity.Info : finding.Severity,
            Size = SizeWording.Describe(known, statistics, context.Estimate?.ToString()),
        };
    }
}
