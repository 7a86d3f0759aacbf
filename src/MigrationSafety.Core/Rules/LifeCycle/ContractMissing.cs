using System;
using System.Linq;
using MigrationSafety.Core.Changes;
using MigrationSafety.Core.Recipes;
using MigrationSafety.Core.Recipes.Online;
using MigrationSafety.Core.State;

namespace MigrationSafety.Core.Rules;

/// <summary>What an expand step leaves for the contract step, where no later migration of the chain takes it away.</summary>
internal sealed class ContractMissing : Rule
{
    private const string NewSide = "_new";

    public override RuleDescriptor Descriptor { get; } = new()
    {
        Id = "MIG6003",
        Name = nameof(ContractMissing),
        Title = "An expand step without its contract step",
        MessageFormat = "{0} is left by an expand step, and no migration of this chain {1}. Instead: {2}.",
        Description = "A change in several releases ends with the migration that takes the old side and the helpers away. Without it the sync trigger slows "
            + "every write, both sides drift apart, and nobody remembers which one counts.",
        DefaultSeverity = Severity.Info,
        Concerns = [typeof(CreateTrigger), typeof(AddConstraint), typeof(AddColumn), typeof(RenameColumn), typeof(CreateView)],
    };

    public override void CheckChangeSet(ChangeSetContext context)
    {
        foreach (var change in context.Changes)
        {
            if (!change.IsOnNewTable && !change.IsAboutNewTable && Left(change, context) is var (what, contract, advice))
            {
                change.Report(Descriptor, what, contract, advice);
            }
        }
    }

    private static (string What, string Contract, string Advice)? Left(ChangeContext change, ChangeSetContext set) => change.Change switch
    {
        CreateTrigger c when IsSync(c) && Has(set, c.Table, t => t.Triggers.Any(x => x.Name == c.Name) && (SyncName.Is(c.Name) || t.Columns.Keys.Any(n => IsPair(t, n)))) =>
            ("Sync trigger " + ChangeWording.Quote(c.Name) + " on " + ChangeWording.Quote(c.Table),
                "removes it",
                "drop it, and the old side with it, in the migration after the last version that writes the old side has gone"),
        AddConstraint { Constraint: { Kind: ConstraintKind.Check, Name: { } name, Expression: { IsNotNullTest: true } test } } c
            when NotNullByCheck.IsHelper(name) && Has(set, c.Table, t => t.FindConstraint(name) is { Validated: true } && test.NotNullColumns.Any(n => t.FindColumn(n)?.NotNull != true)) =>
            ("The helper constraint " + ChangeWording.Quote(name) + " on " + ChangeWording.Quote(c.Table),
                "sets the column NOT NULL and drops it",
                "SET NOT NULL in the next migration, without a scan since this proves it (12 and later), and drop it after that"),
        AddColumn c when !change.IsNewTable(c.Table) && Has(set, c.Table, t => IsPair(t, c.Column.Name)) =>
            ("Column " + ChangeWording.Quote(c.Table, c.Column.Name),
                "lets it take the place of " + ChangeWording.Quote(OldSide(c.Column.Name)),
                "once its backfill is verified, switch to it, and drop " + ChangeWording.Quote(OldSide(c.Column.Name)) + " when no version uses that any more"),
        RenameColumn c when Retired(change, c) is { } retired && Has(set, c.Table, t => t.FindColumn(retired) is not null && t.FindColumn(c.NewName) is not null) =>
            ("Column " + ChangeWording.Quote(c.Table, retired) + ", which was " + ChangeWording.Quote(c.NewName) + " before this swap,",
                "drops it",
                "drop it when no version needs it any more"),
        CreateView { Materialized: false } c when change.Earlier.Any(e => IsMovedAway(e, c.View)) && Has(set, c.View, t => t.Kind == RelationKind.View && t.Name == c.View) =>
            ("View " + ChangeWording.Quote(c.View) + ", under the former name of a table,",
                "drops it",
                "drop it when no version uses that name any more"),
        _ => null,
    };

    /// <summary>
    /// True where the set, and the whole chain after it, leaves the relation so. The chain is asked last: it may not be lowered
    /// yet. A table may have another name there: one that nothing had before.
    /// </summary>
    private static bool Has(ChangeSetContext set, QualifiedName relation, Func<TableState, bool> condition) =>
        set.After.FindTable(relation) is { } after && condition(after)
        && set.Final.Tables.Values.Any(t => (t.Name == relation || set.After.FindTable(t.Name) is null) && condition(t));

    /// <summary>Our own name, or a word of somebody else's.</summary>
    private static bool IsSync(CreateTrigger trigger) =>
        SyncName.Is(trigger.Name) || trigger.Name.Split('_').Contains("sync", StringComparer.OrdinalIgnoreCase);

    private static bool IsPair(TableState table, string column) =>
        column.Length > NewSide.Length && column.EndsWith(NewSide, StringComparison.OrdinalIgnoreCase)
        && table.FindColumn(column) is not null && table.FindColumn(OldSide(column)) is not null;

    private static string OldSide(string column) => column.Substring(0, column.Length - NewSide.Length);

    /// <summary>What a column that had this name is called after the set's renames; null where none gave it up to this one.</summary>
    private static string? Retired(ChangeContext change, RenameColumn rename)
    {
        var earlier = change.Earlier.OfType<RenameColumn>().Where(r => r.Table == rename.Table).ToList();

        // Of a swap by a name in between, the second half says the same.
        var name = earlier.Exists(e => earlier.TakeWhile(before => before != e).Any(before => before.Column == e.NewName))
            ? null
            : earlier.FirstOrDefault(e => e.Column == rename.NewName)?.NewName;
        foreach (var later in change.Later.OfType<RenameColumn>().Where(r => r.Table == rename.Table && name is not null))
        {
            name = later.Column == name ? later.NewName : name;
        }

        return name == rename.NewName ? null : name;
    }

    private static bool IsMovedAway(SchemaChange change, QualifiedName name) =>
        change is RenameTable rename && rename.Table == name || change is SetTableSchema move && move.Table == name;
}
