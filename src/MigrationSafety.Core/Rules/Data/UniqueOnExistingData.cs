using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using MigrationSafety.Core.Changes;
using MigrationSafety.Core.Sql;
using MigrationSafety.Core.State;

namespace MigrationSafety.Core.Rules;

/// <summary>A unique index or constraint over rows that may hold duplicates.</summary>
internal sealed class UniqueOnExistingData : Rule
{
    public override RuleDescriptor Descriptor { get; } = new()
    {
        Id = "MIG3009",
        Name = nameof(UniqueOnExistingData),
        Title = "Unique over existing data fails on duplicates",
        MessageFormat = "{0} fails with 23505 {1}, and from then on so does every INSERT of the running version that repeats a value. Instead: {2}.",
        Description = "PostgreSQL finds duplicates only after it has read the table; the migration then fails as a whole, and CREATE INDEX "
            + "CONCURRENTLY leaves an INVALID index behind. A query tells before the release.",
        DefaultSeverity = Severity.Info,
        MayWarn = true,
        Absorbs = ImmutableArray.Create("MIG2011"),
        Concerns = [typeof(CreateIndex), typeof(AddConstraint), typeof(AddColumn)],
    };

    public override void CheckChangeSet(ChangeSetContext context)
    {
        foreach (var change in context.Changes.Where(static c => !c.IsAboutNewTable))
        {
            if (UniqueKey.Of(change.Change) is { } key && !key.IsUniqueAlready(context.Before, change.Before))
            {
                Check(change, key);
            }
        }
    }

    private void Check(ChangeContext context, UniqueKey key)
    {
        var added = key.Columns.Select(c => AddedHere(context, key.Table, c)).ToList();
        var known = added.Where(static c => c is not null).ToList();
        if (known.Exists(static c => IsDistinct(c!)))
        {
            return;
        }

        // The same constant in every row: two rows are enough.
        if (key.Expressions.IsEmpty && key.Predicate is null && known.Count > 0 && known.Count == added.Count)
        {
            context.Report(
                Descriptor,
                Severity.Warning,
                ChangeWording.Statement(context.Change),
                "as soon as the table has two rows, which get the same default here",
                "add the column nullable, fill it in batches with values that differ, and build the index in a later migration");
        }
        else
        {
            context.Report(
                Descriptor, ChangeWording.Statement(context.Change), "if the table holds duplicates", "look before the release: " + Query(context, key));
        }
    }

    // NULLs do not repeat each other, nor do values of a sequence or of a volatile default.
    private static bool IsDistinct(ColumnDefinition column) =>
        ColumnApplication.ToState(column) is { Identity: not IdentityKind.None } or { Default: null, NotNull: false } or { Default.Volatility: Volatility.Volatile };

    /// <summary>The column as this migration adds it; null where it is older, or filled meanwhile.</summary>
    private static ColumnDefinition? AddedHere(ChangeContext context, QualifiedName table, string column)
    {
        if (context.Change is AddColumn own)
        {
            return own.Column;
        }

        var isFilled = context.Earlier.Any(c => c is DataChange data && data.Table == table && data.Columns.Contains(column));
        return isFilled ? null : context.Earlier.OfType<AddColumn>().FirstOrDefault(c => c.Table == table && c.Column.Name == column)?.Column;
    }

    private static string Query(ChangeContext context, UniqueKey key)
    {
        var table = context.Before.FindTable(key.Table);
        var nullable = key.Columns.Where(c => table?.FindColumn(c)?.NotNull != true).Select(static c => SqlIdentifier.Quote(c) + " IS NOT NULL");
        var conditions = nullable.Concat(key.Predicate is { } predicate ? ["(" + predicate.Sql + ")"] : Enumerable.Empty<string>()).ToList();
        var parts = string.Join(", ", key.Columns.Select(SqlIdentifier.Quote).Concat(key.Expressions.Select(static e => "(" + e.Sql + ")")));
        return "SELECT " + parts + ", count(*) FROM " + SqlIdentifier.Quote(key.Table)
            + (conditions.Count == 0 ? "" : " WHERE " + string.Join(" AND ", conditions))
            + " GROUP BY " + parts + " HAVING count(*) > 1";
    }
}
