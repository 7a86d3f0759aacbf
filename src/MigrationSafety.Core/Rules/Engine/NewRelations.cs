using System;
using System.Collections.Immutable;
using MigrationSafety.Core.Changes;
using MigrationSafety.Core.Locks;
using MigrationSafety.Core.State;

namespace MigrationSafety.Core.Rules;

/// <summary>
/// Tables, views and sequences that no running application uses yet: created in this change set or after deployed_through.
/// Immutable, so that a context can keep the answer of its own moment. System relations count as new: nobody waits for
/// them, or it is nobody's migration.
/// </summary>
internal sealed record NewRelations(ImmutableHashSet<QualifiedName> Names)
{
    private const string HistoryTable = "__EFMigrationsHistory";

    /// <summary>What is new after a change set; a chain of undeployed migrations is folded with it.</summary>
    public static ImmutableHashSet<QualifiedName> After(
        ChangeSet changeSet, SchemaState before, ImmutableHashSet<QualifiedName> newTables)
    {
        var relations = new NewRelations(newTables);
        foreach (var step in changeSet.Steps)
        {
            foreach (var change in step.Changes)
            {
                relations = relations.Apply(change, before);
                before = before.Apply(change);
            }
        }

        return relations.Names;
    }

    public bool IsNew(QualifiedName name) => Names.Contains(name) || IsSystem(name);

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
        RenameTable c => Renamed(c.Table, new QualifiedName(c.Table.Schema, c.NewName)),
        SetTableSchema c => Renamed(c.Table, new QualifiedName(c.NewSchema, c.Table.Name)),
        _ => this,
    };

    // IF NOT EXISTS and OR REPLACE create nothing where an earlier migration did.
    private NewRelations Created(QualifiedName name, bool onlyIfMissing, SchemaState before) =>
        onlyIfMissing && before.FindTable(name) is not null ? this : this with { Names = Names.Add(name) };

    private NewRelations Without(QualifiedName name) => this with { Names = Names.Remove(name) };

    // A new table may take an old one's name, and the other way round.
    private NewRelations Renamed(QualifiedName from, QualifiedName to) =>
        this with { Names = Names.Contains(from) ? Names.Remove(from).Add(to) : Names.Remove(to) };

    public static bool IsSystem(QualifiedName name) =>
        string.Equals(name.Name, HistoryTable, StringComparison.OrdinalIgnoreCase)
        || (name.Schema ?? name.Name).StartsWith("pg_", StringComparison.Ordinal)
        || name.Schema == "information_schema";
}
