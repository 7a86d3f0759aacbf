using System.Collections.Generic;
using System.Linq;
using MigrationSafety.Core.Changes;
using MigrationSafety.Core.Locks;
using MigrationSafety.Core.State;

namespace MigrationSafety.Core.Rules;

/// <summary>
/// Strong locks on two or more existing tables in one transaction, said once: where the second is taken. A foreign key
/// locks two tables by its nature, which MIG1004 to MIG1006 say.
/// </summary>
internal sealed class ManyTablesLockedTogether : Rule
{
    public override RuleDescriptor Descriptor { get; } = new()
    {
        Id = "MIG4004",
        Name = nameof(ManyTablesLockedTogether),
        Title = "One transaction locks several tables",
        MessageFormat = "{0} locks {1} while the transaction still holds its locks on {2}: all of them stay blocked until it ends, and an "
            + "application that uses the tables in another order deadlocks with it. Instead: one migration for each table, with a lock_timeout.",
        Description = "Every lock is held until its transaction ends. One that collects strong locks on several tables waits for the next "
            + "while the first ones block, and meets transactions that take the same tables in another order: a deadlock.",
        DefaultSeverity = Severity.Info,
    };

    public override void CheckChangeSet(ChangeSetContext context)
    {
        var held = new Dictionary<int, HashSet<QualifiedName>>();
        var told = new HashSet<int>();
        foreach (var statement in context.Changes.GroupBy(c => (c.Transaction, c.Change.Origin.Step, Statement(c))))
        {
            var tables = statement.SelectMany(Locked).Distinct().ToList();
            if (statement.Key.Transaction is not { } transaction || tables.Count == 0)
            {
                continue;
            }

            if (!held.TryGetValue(transaction, out var before))
            {
                held.Add(transaction, before = []);
            }

            var added = tables.Where(t => !before.Contains(t)).ToList();
            if (before.Count > 0 && added.Count > 0 && !IsOtherSide(statement, tables, before) && told.Add(transaction))
            {
                Report(statement.First(c => Locked(c).Any()), added, before);
            }

            before.UnionWith(tables);
            foreach (var (from, to) in statement.Select(Renamed).OfType<(QualifiedName, QualifiedName)>())
            {
                before.Remove(from);
                before.Add(to);
            }
        }
    }

    // What EF Core makes of one operation, and what one statement does, happens together anyway.
    private static int Statement(ChangeContext change) => change.IsEfOperation ? -1 : change.Change.Origin.Statement;

    /// <summary>
    /// One statement that locks a held table and a second one: the two sides of a foreign key. A table that is made with keys to
    /// both is another matter.
    /// </summary>
    private static bool IsOtherSide(IEnumerable<ChangeContext> statement, List<QualifiedName> tables, HashSet<QualifiedName> before) =>
        tables.Count > 1 && tables.Exists(before.Contains) && !statement.Any(static c => c.Change is CreateTable);

    private static IEnumerable<QualifiedName> Locked(ChangeContext change) => change.Effects.FailsWith is not null
        ? []
        : change.Effects.Relations
            .Where(r => r.Lock.BlocksWrites() && !IsDropped(r, change.Change))
            .Select(r => r.IsIndex ? r.IndexOf : r.Relation)
            .OfType<QualifiedName>()
            .Where(name => IsTable(change.Before.FindTable(name), change.Change));

    private static (QualifiedName From, QualifiedName To)? Renamed(ChangeContext change) => change.Change switch
    {
        RenameTable c => (c.Table, new QualifiedName(c.Table.Schema, c.NewName)),
        SetTableSchema c => (c.Table, new QualifiedName(c.NewSchema, c.Table.Name)),
        _ => null,
    };

    // Nobody waits for a table that is gone.
    private static bool IsDropped(RelationEffect effect, SchemaChange change) => change is DropTable drop && drop.Table == effect.Relation;

    // Views, sequences and row types are locked too, but nobody's rows wait for them.
    private static bool IsTable(TableState? known, SchemaChange change) => known is not null
        ? known.Kind is RelationKind.Table or RelationKind.PartitionedTable or RelationKind.MaterializedView
        : change is not (CreateView or DefineObject or DropObject or RenameObject);

    private void Report(ChangeContext change, List<QualifiedName> added, HashSet<QualifiedName> before) => change.Report(
        Descriptor,
        ChangeWording.Statement(change.Change),
        ChangeWording.List(added.Select(ChangeWording.Quote)),
        ChangeWording.List(before.Select(ChangeWording.Quote)));
}
