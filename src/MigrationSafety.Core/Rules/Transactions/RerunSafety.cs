using System.Collections.Generic;
using MigrationSafety.Core.Changes;

namespace MigrationSafety.Core.Rules;

/// <summary>
/// Tells whether a change may be run a second time, as happens when a later step of a migration failed and the migration
/// is applied again. Sees the changes in order: ADD is safe after DROP IF EXISTS of the same name.
/// </summary>
internal sealed class RerunSafety
{
    private readonly HashSet<string> dropped = new();

    public bool IsSafe(SchemaChange change)
    {
        // Statements in a DO block are there to be guarded by IF.
        if (change.Origin.InDoBlock)
        {
            return true;
        }

        return change switch
        {
            AddColumn c => c.IfNotExists || dropped.Contains(Key(c.Table, c.Column.Name)),
            DropColumn c => Dropped(c.IfExists, Key(c.Table, c.Column)),
            AddConstraint c => c.Constraint.Name is { } name && dropped.Contains(Key(c.Table, name)),
            DropConstraint c => Dropped(c.IfExists, Key(c.Table, c.Name)),
            CreateIndex c => c.IfNotExists || (c.Name is { } name && dropped.Contains(Key(null, name))),
            DropIndex c => Dropped(c.IfExists, Key(null, c.Index.Name)),
            CreateTable c => c.IfNotExists || c.Temporary || dropped.Contains(Key(c.Table, "")),
            CreateTableAs c => c.IfNotExists || c.Temporary || dropped.Contains(Key(c.Table, "")),
            DropTable c => Dropped(c.TableIfExists, Key(c.Table, "")),
            CreateTrigger c => c.OrReplace || dropped.Contains(Key(c.Table, c.Name)),
            CreateView c => c.OrReplace || dropped.Contains(Key(c.View, "")),
            DropObject c => Dropped(c.IfExists, c.Table is { } table ? Key(table, c.Name.Name) : Key(c.Name, "")),
            DefineObject c => IsSafeDefinition(c),
            AlterColumnType c => c.Using is null,
            DropIdentity c => c.IfExists,
            DropGenerationExpression c => c.IfExists,
            AlterEnum c => c.Kind == EnumChangeKind.AddValue && c.IfNotExists,
            AlterDomain c => c.Kind is DomainChangeKind.ValidateConstraint or DomainChangeKind.SetNotNull,
            AlterTableOption c => c.Option is not (TableOption.Inherit or TableOption.NoInherit or TableOption.Other),
            AlterIndex c => c.Kind != AlterIndexKind.AttachPartition,
            DataChange c => IsSafeData(c),
            AddIdentity or RenameColumn or RenameTable or RenameConstraint or RenameIndex or RenameObject or SetTableSchema
                or AttachPartition or DetachPartition or CreateDomain or OtherStatement => false,

            // SET NOT NULL, SET DEFAULT, VALIDATE, SET, COMMENT, GRANT, REINDEX ...: the second time changes nothing.
            _ => true,
        };
    }

    private bool IsSafeDefinition(DefineObject change)
    {
        if (change.IsAlter)
        {
            return change.Kind is not (ObjectKind.Publication or ObjectKind.Subscription);
        }

        return change.OrReplace || change.IfNotExists
            || dropped.Contains(change.Table is { } table ? Key(table, change.Name.Name) : Key(change.Name, ""));
    }

    // Deleting again deletes nothing; UPDATE may count up, INSERT meets its own rows.
    private static bool IsSafeData(DataChange change) => change.Kind switch
    {
        DataChangeKind.Select or DataChangeKind.SelectForUpdate or DataChangeKind.Delete => true,
        DataChangeKind.Update => change.Author != DataChangeAuthor.Sql,
        _ => false,
    };

    private bool Dropped(bool ifExists, string key)
    {
        if (ifExists)
        {
            dropped.Add(key);
        }

        return ifExists;
    }

    private static string Key(QualifiedName? owner, string name) =>
        owner is { } known ? (known.Schema ?? "public") + "." + known.Name + "." + name : name;
}
