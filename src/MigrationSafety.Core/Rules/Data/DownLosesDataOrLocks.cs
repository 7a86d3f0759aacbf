using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using MigrationSafety.Core.Changes;
using MigrationSafety.Core.Locks;
using MigrationSafety.Core.Models;

namespace MigrationSafety.Core.Rules;

/// <summary>Down() that is not there, does nothing, drops what Up() filled, or blocks for long where Up() does not.</summary>
internal sealed class DownLosesDataOrLocks : Rule
{
    public override RuleDescriptor Descriptor { get; } = new()
    {
        Id = "MIG3010",
        Name = nameof(DownLosesDataOrLocks),
        Title = "The way back does not lead back, or blocks",
        MessageFormat = "{0}. Instead: {1}.",
        Description = "Down() runs when something has gone wrong already. One that is missing stops there, one that is empty leaves a schema in which "
            + "Up() fails, one that drops what Up() filled loses it, and one that locks worse than Up() makes an outage of a rollback.",
        DefaultSeverity = Severity.Info,
    };

    public override void CheckChangeSet(ChangeSetContext context)
    {
        if (context.Application.Down?.Invoke() is not { } down || !context.Changes.Any(static c => IsSchemaChange(c.Change)))
        {
            return;
        }

        switch (down.Kind)
        {
            case DownKind.Missing:
                Report(
                    context,
                    "The migration has no Down(): the way back to the version before ends with NotSupportedException",
                    "write what undoes Up(), or a Down() that throws and says why there is no way back");
                break;
            case DownKind.Empty when context.Changes.FirstOrDefault(static c => FailsAgain(c.Change)) is { } first:
                Report(
                    context,
                    "Down() does nothing: EF Core then takes the migration for undone, and applied again it fails on " + ChangeWording.Statement(first.Change),
                    "undo it, or throw NotSupportedException that says why there is no way back");
                break;
            case DownKind.Written:
                Check(context, down);
                break;
        }
    }

    private void Check(ChangeSetContext context, DownMethod down)
    {
        var fills = context.Changes.Select(static c => c.Change).OfType<DataChange>().Where(Fills).ToList();
        var worksLong = context.Changes.Any(static c => BlocksLong(c.Effects.Relations));
        if (down.OnlyDropsOrRenames && fills.Count == 0)
        {
            return;
        }

        var state = context.After;
        var created = NewRelations.None;
        var earlier = new List<SchemaChange>();
        var isSaid = worksLong;
        foreach (var change in down.Lower(state).Steps.SelectMany(static s => s.Changes))
        {
            if (Lost(context, fills, earlier, change) is { } lost)
            {
                Report(
                    context,
                    "Down() drops " + lost + ", which Up() fills: what the application has written there since is lost",
                    "copy it back first, leave it there, or throw NotSupportedException");
            }

            var effects = isSaid ? ChangeEffects.None : LockModel.EffectsOf(change, state, context.Options.PostgresVersion);
            effects = effects with { Relations = effects.Relations.RemoveAll(r => created.IsNew(r, state) || IsNew(context, r)) };
            if (BlocksLong(effects.Relations))
            {
                isSaid = true;
                Report(
                    context,
                    "Down() locks worse than Up(): " + ChangeWording.Statement(change) + " " + EffectWording.Describe(effects),
                    "do it there too in the form that goes on beside reads and writes (CONCURRENTLY; NOT VALID and VALIDATE), or leave it out");
            }

            earlier.Add(change);
            created = created.Apply(change, state);
            state = state.Apply(change);
        }
    }

    /// <summary>The new column or table that a change of Down() drops, where Up() filled it and nothing in Down() reads it before.</summary>
    private static string? Lost(ChangeSetContext context, List<DataChange> fills, List<SchemaChange> earlier, SchemaChange change) => change switch
    {
        DropColumn c when context.Changes.Any(u => u.Change is AddColumn add && add.Table == c.Table && add.Column.Name == c.Column)
            && fills.Exists(f => f.Table == c.Table && f.Columns.Contains(c.Column))
            && !earlier.Exists(e => e is DataChange read && read.ColumnsRead.Contains(c.Column) && (read.Table == c.Table || read.Sources.Contains(c.Table))) =>
            ChangeWording.Quote(c.Table, c.Column),
        DropTable c when context.Changes.Any(u => u.Change is CreateTable create && create.Table == c.Table)
            && fills.Exists(f => f.Table == c.Table)
            && !earlier.Exists(e => e is DataChange read && read.Sources.Contains(c.Table)) =>
            ChangeWording.Quote(c.Table),
        _ => null,
    };

    /// <summary>Rows of the application's own, moved over; not seed data, nor rows written down.</summary>
    private static bool Fills(DataChange change) =>
        change is { Author: DataChangeAuthor.Sql, HasLiteralRows: false, Kind: DataChangeKind.Update or DataChangeKind.Insert or DataChangeKind.Merge }
        && (change.Sources.Any(static s => !NewRelations.IsSystem(s))
            || change.Kind == DataChangeKind.Update && change.ColumnsRead.Any(c => !change.Columns.Contains(c)));

    private static bool BlocksLong(ImmutableArray<RelationEffect> relations) => relations.Any(static r => r.GrowsWithTable && r.Lock.BlocksWrites());

    private static bool IsNew(ChangeSetContext context, RelationEffect effect)
    {
        var table = effect.IndexOf ?? context.After.FindIndex(effect.Relation)?.Table ?? effect.Relation;
        var last = context.Changes[context.Changes.Length - 1];
        return last.IsNewTable(table) || last.Change is CreateTable create && create.Table == table;
    }

    private static bool IsSchemaChange(SchemaChange change) =>
        change is TableChange and not ValidateConstraint or DropIndex or RenameIndex or CreateView or AlterEnum or CreateDomain or AlterDomain
            or DefineObject or DropObject or RenameObject;

    /// <summary>True for what PostgreSQL refuses when it is there (or gone) already.</summary>
    private static bool FailsAgain(SchemaChange change) => change switch
    {
        CreateTable c => !c.IfNotExists && !c.Temporary,
        AddColumn c => !c.IfNotExists,
        CreateIndex c => !c.IfNotExists && c.Name is not null,
        AddConstraint c => c.Constraint.Name is not null,
        DropColumn c => !c.IfExists,
        DropConstraint c => !c.IfExists,
        RenameColumn or RenameTable => true,
        DefineObject c => !c.IsAlter && !c.IfNotExists && !c.OrReplace && c.Kind is ObjectKind.Enum or ObjectKind.Sequence or ObjectKind.Schema,
        _ => false,
    } && !change.Origin.InDoBlock;

    private void Report(ChangeSetContext context, string what, string advice) => context.Report(new Finding
    {
        Rule = Descriptor,
        Severity = Descriptor.DefaultSeverity,
        Step = Finding.InDown,
        Arguments = ImmutableArray.Create(what, advice),
    });
}
