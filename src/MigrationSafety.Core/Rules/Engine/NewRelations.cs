using System;
using System.Collections.Immutable;
using System.Linq;
using MigrationSafety.Core.Changes;
using MigrationSafety.Core.Locks;
using MigrationSafety.Core.State;

namespace MigrationSafety.Core.Rules;

/// <summary>
/// Tables, views and sequences that no running application uses yet: created in this change set or after deployed_through;
/// and new columns of older tables, which it does not name. Immutable, so that a context can keep the answer of its own
/// moment. System relations count as new: nobody waits for them, or it is nobody's migration.
/// </summary>
internal sealed record NewRelations(ImmutableHashSet<QualifiedName> Names)
{
    private const string HistoryTable = "__EFMigrationsHistory";

    /// <summary>Nothing is new.</summary>
    public static readonly NewRelations None = new(ImmutableHashSet<QualifiedName>.Empty);

    /// <summary>Columns that were added to older tables.</summary>
    public ImmutableHashSet<NewColumn> Columns { get; init; } = ImmutableHashSet<NewColumn>.Empty;

    /// <summary>What is new after a change set; a chain of undeployed migrations is folded with it.</summary>
    public static NewRelations After(ChangeSet changeSet, SchemaState before, NewRelations relations)
    {
        foreach (var step in changeSet.Steps)
        {
            foreach (var change in step.Changes)
            {
                relations = relations.Apply(change, before);
                before = before.Apply(change);
            }
        }

        return relations;
    }

    public bool IsNew(QualifiedName name) => Names.Contains(name) || IsSystem(name);

    /// <summary>True for a column that the running application cannot know; its rows are old all the same.</summary>
    public bool IsNew(QualifiedName table, string column) => IsNew(table) || Columns.Contains(new(table, column));

    public bool IsNew(RelationEffect effect, SchemaState state) =>
        IsNew(effect.IndexOf ?? state.FindIndex(effect.Relation)?.Table ?? effect.Relation);

    public NewRelations Apply(SchemaChange change, SchemaState before) => change switch
    {
        CreateTable c => Created(c.Table, c.IfNotExists, before),
        CreateTableAs c => Created(c.Table, c.IfNotExists, before),
        CreateView c => Created(c.View, c.OrReplace, before),
        DefineObject { IsAlter: false, Kind: ObjectKind.Sequence or ObjectKind.ForeignTable } c => Created(c.Name, c.IfNotExists, before),
        DropTable c => Without(c.Table),
        DropObject { Kind: ObjectKind.View or ObjectKind.MaterializedView or ObjectKind.Sequence or ObjectKind.ForeignTable } c => Without(c.Name),
        AddColumn c => c.IfNotExists && before.FindTable(c.Table)?.FindColumn(c.Column.Name) is not null
            ? this
            : this with { Columns = Columns.Add(new(c.Table, c.Column.Name)) },
        DropColumn c => this with { Columns = Columns.Remove(new(c.Table, c.Column)) },
        RenameColumn c => Renamed(c),
        RenameTable c => Renamed(c.Table, new QualifiedName(c.Table.Schema, c.NewName)),
        SetTableSchema c => Renamed(c.Table, new QualifiedName(c.NewSchema, c.Table.Name)),
        _ => this,
    };

    // IF NOT EXISTS and OR REPLACE create nothing where an earlier migration did.
    private NewRelations Created(QualifiedName name, bool onlyIfMissing, SchemaState before) =>
        onlyIfMissing && before.FindTable(name) is not null ? this : this with { Names = Names.Add(name) };

    private NewRelations Without(QualifiedName name) => this with
    {
        Names = Names.Remove(name),
        Columns = Columns.Except(Columns.Where(c => c.Table == name)),
    };

    // A new table may take an old one's name, and the other way round.
    private NewRelations Renamed(QualifiedName from, QualifiedName to) => this with
    {
        Names = Names.Contains(from) ? Names.Remove(from).Add(to) : Names.Remove(to),
        Columns = Columns.Select(c => c.Table == from ? c with { Table = to } : c).ToImmutableHashSet(),
    };

    private NewRelations Renamed(RenameColumn change)
    {
        var (from, to) = (new NewColumn(change.Table, change.Column), new NewColumn(change.Table, change.NewName));
        return this with { Columns = Columns.Contains(from) ? Columns.Remove(from).Add(to) : Columns.Remove(to) };
    }

    public static bool IsSystem(QualifiedName name) =>
        string.Equals(name.Name, HistoryTable, StringComparison.OrdinalIgnoreCase)
        || (name.Schema ?? name.Name).StartsWith("pg_", StringComparison.Ordinal)
        || name.Schema == "information_schema";
}

/// <summary>A column that was added to an older table.</summary>
internal sealed record NewColumn(QualifiedName Table, string Column);
