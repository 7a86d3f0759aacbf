using System.Linq;
using MigrationSafety.Core.Changes;
using MigrationSafety.Core.State;

namespace MigrationSafety.Core.Rules;

/// <summary>Tells data changes that touch as many rows as there are from those that name their rows.</summary>
internal static class UnboundedData
{
    /// <summary>True for UPDATE, DELETE, INSERT ... SELECT and MERGE of an existing table whose rows no unique key bounds.</summary>
    public static bool Is(ChangeContext context, DataChange change)
    {
        if (change.Table is not { } table || context.IsNewTable(table)
            || change.Author == DataChangeAuthor.EfSeedData || change.HasLiteralRows)
        {
            return false;
        }

        return change.Kind switch
        {
            DataChangeKind.Update or DataChangeKind.Delete => !IsBoundByKey(context.Before, table, change),

            // Without a FROM, or from the catalogs alone, there is no table to grow.
            DataChangeKind.Insert or DataChangeKind.Merge => ReadsMany(context, change),
            _ => false,
        };
    }

    /// <summary>True for INSERT ... SELECT into a new table: nobody waits for its rows, but it takes as long as its source is large.</summary>
    public static bool CopiesMany(ChangeContext context, DataChange change) =>
        change is { Kind: DataChangeKind.Insert, HasLiteralRows: false } && change.Sources.Any(s => !context.IsNewTable(s)) && ReadsMany(context, change);

    private static bool ReadsMany(ChangeContext context, DataChange change) =>
        change.Sources.Any(s => !NewRelations.IsSystem(s))
        && !change.Sources.Any(s => IsBoundByKey(context.Before, s, change));

    private static bool IsBoundByKey(SchemaState before, QualifiedName table, DataChange change)
    {
        // A row's place in its table is as good as a key.
        if (change.ColumnsBoundToConstants.Contains("ctid"))
        {
            return true;
        }

        var keys = before.FindTable(table)?.UniqueKeys.ToList() ?? [];

        // Of a table that was never seen only EF Core's convention is known.
        return keys.Count == 0
            ? change.ColumnsBoundToConstants.Any(static c => c.ToLowerInvariant() == "id")
            : keys.Exists(k => k.All(c => change.ColumnsBoundToConstants.Contains(c)));
    }
}
