using System;
using System.Collections.Generic;
using System.Linq;
using MigrationSafety.Core.Changes;
using MigrationSafety.Core.State;

namespace MigrationSafety.Core.Rules;

/// <summary>DROP INDEX, and later in the same change set one that begins with the same column: EF Core scaffolds in this order.</summary>
internal sealed class IndexDroppedBeforeReplacement : Rule
{
    public override RuleDescriptor Descriptor { get; } = new()
    {
        Id = "MIG2009",
        Name = nameof(IndexDroppedBeforeReplacement),
        Title = "An index is dropped before its replacement exists",
        MessageFormat = "Index {0} is dropped before {1} exists, which replaces it: until that is built, {2}. Instead: create the new one first{3}, "
            + "CONCURRENTLY, and drop the old one after it.",
        Description = "EF Core scaffolds a changed index as DropIndex and CreateIndex. In one transaction the table stays locked from the drop until "
            + "the new index is built; in several, queries meanwhile read the whole table.",
        DefaultSeverity = Severity.Warning,
        Fix = FixKind.Auto,
        Concerns = [typeof(DropIndex), typeof(DropConstraint)],
    };

    public override void CheckChangeSet(ChangeSetContext context)
    {
        for (var i = 0; i < context.Changes.Length; i++)
        {
            var drop = context.Changes[i];
            if (!drop.IsAboutNewTable && Dropped(drop) is { } old && !HasOther(drop, old))
            {
                var replacement = context.Changes.Skip(i + 1).FirstOrDefault(c => Replaces(c, old));
                if (replacement is { BuildsIndex: true })
                {
                    Report(drop, old, replacement);
                }
            }
        }
    }

    private void Report(ChangeContext drop, DroppedIndex old, ChangeContext replacement)
    {
        var name = NameOf(replacement.Change);
        drop.Report(
            Descriptor,
            ChangeWording.Quote(old.Name),
            name is null ? "the index" : ChangeWording.Quote(name),
            drop.Transaction is { } transaction && transaction == replacement.Transaction
                ? "reads and writes of " + ChangeWording.Quote(old.Table) + " wait"
                : "queries that need it read all of " + ChangeWording.Quote(old.Table),
            name == old.Name.Name ? " under another name" : "");
    }

    private static DroppedIndex? Dropped(ChangeContext context)
    {
        switch (context.Change)
        {
            case DropIndex drop:
                var index = context.Before.FindIndex(drop.Index);
                return (index?.Table ?? drop.Table) is { } table ? new DroppedIndex(drop.Index, table, index?.Definition) : null;
            case DropConstraint drop when context.Before.FindTable(drop.Table) is { } owner
                && owner.FindConstraint(drop.Name)?.Definition.Kind == ConstraintKind.Unique:
                return new DroppedIndex(
                    new QualifiedName(drop.Table.Schema, drop.Name), drop.Table, owner.Indexes.FirstOrDefault(i => i.Constraint == drop.Name)?.Definition);
            default:
                return null;
        }
    }

    // Queries may use another whole index that begins alike, unless it is dropped as well.
    private static bool HasOther(ChangeContext drop, DroppedIndex old) => old.Definition is { } definition
        && drop.Before.FindTable(old.Table)?.Indexes.Any(i =>
            i.Name != old.Name && i.Definition.Predicate is null && BeginsLike(i.Definition.Columns, definition)
            && !drop.Later.Any(c => c is DropIndex other && other.Index == i.Name)) == true;

    private static bool Replaces(ChangeContext later, DroppedIndex old) => later.Change switch
    {
        CreateIndex c => c.Table == old.Table && (old.Definition is { } definition ? IsLike(c, definition) : c.Name == old.Name.Name),
        AddConstraint { Constraint: { Kind: ConstraintKind.Unique or ConstraintKind.PrimaryKey, UsingIndex: null } constraint } c =>
            c.Table == old.Table && old.Definition is { } definition && BeginsLike(constraint.Columns, definition),
        _ => false,
    };

    private static bool IsLike(CreateIndex current, CreateIndex old) => current.Method == old.Method && (BeginsLike(current.Columns, old)
        || (current.Columns.IsEmpty && old.Columns.IsEmpty && current.Expressions.Select(static e => e.Sql).SequenceEqual(old.Expressions.Select(static e => e.Sql))));

    private static bool BeginsLike(IReadOnlyList<string> columns, CreateIndex old) =>
        columns.Count > 0 && old.Columns.Length > 0 && columns[0] == old.Columns[0];

    private static string? NameOf(SchemaChange change) => change switch
    {
        CreateIndex c => c.Name,
        AddConstraint c => c.Constraint.Name,
        _ => null,
    };

    private sealed record DroppedIndex(QualifiedName Name, QualifiedName Table, CreateIndex? Definition);
}
