using System.Collections.Generic;
using MigrationSafety.Core.Changes;
using static MigrationSafety.Core.Recipes.Rerun.Access;
using static MigrationSafety.Core.Recipes.Rerun.SchemaObject;

namespace MigrationSafety.Core.Recipes.Rerun;

/// <summary>Which objects a change makes, drops and needs.</summary>
internal static class ObjectAccesses
{
    /// <summary>Null for a change whose second run does harm or cannot be foreseen, whatever exists.</summary>
    public static IReadOnlyList<ObjectAccess>? Of(SchemaChange change) => change switch
    {
        TransactionControl or OtherStatement => null,
        Changes.CreateIndex or DropIndex or RenameIndex or AlterIndex or Reindex => OfIndex(change),
        TableChange table when OfTable(table) is { } accesses =>
            NeedsTable(table) ? [new(Relation(table.Table), Need), .. accesses] : accesses,
        TableChange => null,
        DataChange data => IsRepeatable(data) ? [] : null,
        CreateView view => [new(Relation(view.View), view.OrReplace ? CreateIfMissing : Create)],
        DropObject { Cascade: false } drop => [new(ObjectOf(drop.Kind, drop.Name, drop.Table), drop.IfExists ? DropIfExists : Drop)],
        DefineObject { IsAlter: false } define =>
            [new(ObjectOf(define.Kind, define.Name, define.Table), define.OrReplace || define.IfNotExists ? CreateIfMissing : Create)],
        AlterEnum { Kind: EnumChangeKind.AddValue, IfNotExists: true } => [],
        AlterDomain { Kind: DomainChangeKind.SetNotNull or DomainChangeKind.ValidateConstraint } => [],
        SetParameter or Comment or GrantOrRevoke or LockTable or Analyze or Vacuum or Cluster or RefreshMaterializedView => [],
        _ => null,
    };

    private static bool NeedsTable(TableChange change) =>
        change is not (CreateTable or CreateTableAs or DropTable) && !change.TableIfExists;

    private static IReadOnlyList<ObjectAccess>? OfTable(TableChange change) => change switch
    {
        CreateTable create => [new(Relation(create.Table), create.IfNotExists ? CreateIfMissing : Create)],
        CreateTableAs create => [new(Relation(create.Table), create.IfNotExists ? CreateIfMissing : Create)],
        DropTable { Cascade: false } drop => [new(Relation(drop.Table), drop.TableIfExists ? DropIfExists : Drop)],
        RenameTable rename => [new(Relation(rename.Table), Drop), new(Relation(new(rename.Table.Schema, rename.NewName)), Create)],
        SetTableSchema move => [new(Relation(move.Table), Drop), new(Relation(new(move.NewSchema, move.Table.Name)), Create)],
        AddColumn add => [new(Column(add.Table, add.Column.Name), add.IfNotExists ? CreateIfMissing : Create)],
        ColumnChange column => OfColumn(column),
        AddConstraint { Constraint.Name: { } name } add => OfAddConstraint(add, name),
        DropConstraint { Cascade: false } drop => [new(Constraint(drop.Table, drop.Name), drop.IfExists ? DropIfExists : Drop)],
        ValidateConstraint validate => [new(Constraint(validate.Table, validate.Name), Need)],
        AlterConstraint alter => [new(Constraint(alter.Table, alter.Name), Need)],
        RenameConstraint rename =>
            [new(Constraint(rename.Table, rename.Name), Drop), new(Constraint(rename.Table, rename.NewName), Create)],
        CreateTrigger trigger =>
            [new(new(SchemaObjectKind.Trigger, trigger.Table, trigger.Name), trigger.OrReplace ? CreateIfMissing : Create)],
        AlterTableOption { Option: not (TableOption.Inherit or TableOption.NoInherit or TableOption.OfType or TableOption.Other) } => [],
        _ => null,
    };

    private static IReadOnlyList<ObjectAccess>? OfColumn(ColumnChange change) => change switch
    {
        DropColumn { Cascade: false } drop => [new(Column(drop.Table, drop.Column), drop.IfExists ? DropIfExists : Drop)],
        RenameColumn rename => [new(Column(rename.Table, rename.Column), Drop), new(Column(rename.Table, rename.NewName), Create)],

        // The second time the column has the new type already; USING would compute from it.
        AlterColumnType { Using: null } or AlterColumnType { UsingIsPlainCast: true }
            or SetNotNull or DropNotNull or SetDefault or DropDefault
            or DropIdentity { IfExists: true } or DropGenerationExpression { IfExists: true } or SetGenerationExpression
            or SetColumnStatistics or SetColumnOptions or SetColumnStorage or SetColumnCompression =>
                [new(Column(change.Table, change.Column), Need)],
        _ => null,
    };

    private static IReadOnlyList<ObjectAccess> OfAddConstraint(AddConstraint add, string name) =>
        add.Constraint.UsingIndex is { } index
            ? [new(Index(new(add.Table.Schema, index)), Drop), new(Constraint(add.Table, name), Create)]
            : [new(Constraint(add.Table, name), Create)];

    private static IReadOnlyList<ObjectAccess>? OfIndex(SchemaChange change) => change switch
    {
        Changes.CreateIndex { Name: { } name } create =>
        [
            new(Relation(create.Table), Need),
            new(Index(new(create.Table.Schema, name)), create.IfNotExists ? CreateIfMissing : Create),
        ],
        DropIndex { Cascade: false } drop => [new(Index(drop.Index), drop.IfExists ? DropIfExists : Drop)],
        RenameIndex rename => [new(Index(rename.Index), Drop), new(Index(new(rename.Index.Schema, rename.NewName)), Create)],
        AlterIndex alter => [new(Index(alter.Index), Need)],
        Reindex => [],
        _ => null,
    };

    // Rows that are named by key, or that the statement itself looks for, are the same the second time.
    private static bool IsRepeatable(DataChange data) => data.Functions.IsEmpty && data switch
    {
        { Kind: DataChangeKind.Select or DataChangeKind.SelectForUpdate or DataChangeKind.Delete } => true,
        { Kind: DataChangeKind.Update, Author: not DataChangeAuthor.Sql } => true,
        _ => false,
    };

    private static SchemaObject ObjectOf(ObjectKind kind, QualifiedName name, QualifiedName? table) => kind switch
    {
        ObjectKind.View or ObjectKind.MaterializedView or ObjectKind.Sequence or ObjectKind.ForeignTable => Relation(name),
        ObjectKind.Trigger => new(SchemaObjectKind.Trigger, table ?? name, name.Name),
        _ => new(SchemaObjectKind.Other, table ?? name, kind + " " + name.Name),
    };
}
