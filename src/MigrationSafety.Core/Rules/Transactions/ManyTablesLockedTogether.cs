using System.Collections.Generic;
using System.Collections.Immutable;
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
        var changes = context.Changes;
        var transactions = new Dictionary<int, Held>();
        for (int start = 0, end; changes.Length > 1 && start < changes.Length; start = end)
        {
            end = start + 1;
            while (end < changes.Length && IsSameStatement(changes[start], changes[end]))
            {
                end++;
            }

            if (changes[start].Transaction is { } transaction)
            {
                if (!transactions.TryGetValue(transaction, out var held))
                {
                    transactions.Add(transaction, held = new Held());
                }

                Check(changes, start, end, held);
            }
        }
    }

    private void Check(ImmutableArray<ChangeContext> changes, int start, int end, Held held)
    {
        var tables = new List<QualifiedName>();
        ChangeContext? first = null;
        var makesTable = false;
        for (var i = start; i < end; i++)
        {
            AddLocked(changes[i], tables);
            first ??= tables.Count > 0 ? changes[i] : null;
            makesTable |= changes[i].Change is CreateTable;
        }

        if (first is null)
        {
            return;
        }

        if (held.Tables.Count > 0 && !held.IsTold && !IsOtherSide(tables, held.Tables, makesTable)
            && tables.FindAll(table => !held.Tables.Contains(table)) is { Count: > 0 } added)
        {
            held.IsTold = true;
            Report(first, added, held.Tables);
        }

        held.Tables.UnionWith(tables);
        for (var i = start; i < end; i++)
        {
            held.Rename(changes[i].Change);
        }
    }

    private static bool IsSameStatement(ChangeContext left, ChangeContext right) =>
        left.Transaction == right.Transaction && left.Change.Origin.Step == right.Change.Origin.Step && Statement(left) == Statement(right);

    // What EF Core makes of one operation, and what one statement does, happens together anyway.
    private static int Statement(ChangeContext change) => change.IsEfOperation ? -1 : change.Change.Origin.Statement;

    /// <summary>
    /// One statement that locks a held table and a second one: the two sides of a foreign key. A table that is made with keys to
    /// both is another matter.
    /// </summary>
    private static bool IsOtherSide(List<QualifiedName> tables, HashSet<QualifiedName> before, bool makesTable) =>
        tables.Count > 1 && tables.Exists(before.Contains) && !makesTable;

    private static void AddLocked(ChangeContext change, List<QualifiedName> tables)
    {
        if (change.Effects.FailsWith is not null)
        {
            return;
        }

        foreach (var effect in change.Effects.Relations)
        {
            if (effect.Lock.BlocksWrites() && !IsDropped(effect, change.Change) && (effect.IsIndex ? effect.IndexOf : effect.Relation) is { } name
                && IsTable(change.Before.FindTable(name), change.Change) && !tables.Contains(name))
            {
                tables.Add(name);
            }
        }
    }

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

    /// <summary>The tables that a transaction has locked, by the names of the moment.</summary>
    private sealed class Held
    {
        public HashSet<QualifiedName> Tables { get; } = [];

        public bool IsTold { get; set; }

        public void Rename(SchemaChange change)
        {
            switch (change)
            {
                case RenameTable c:
                    Rename(c.Table, new QualifiedName(c.Table.Schema, c.NewName));
                    break;
                case SetTableSchema c:
                    Rename(c.Table, new QualifiedName(c.NewSchema, c.Table.Name));
                    break;
            }
        }

        private void Rename(QualifiedName from, QualifiedName to)
        {
            Tables.Remove(from);
            Tables.Add(to);
        }
    }
}
