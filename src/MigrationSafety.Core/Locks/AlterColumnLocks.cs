using System.Linq;
using MigrationSafety.Core.Changes;
using MigrationSafety.Core.State;

namespace MigrationSafety.Core.Locks;

/// <summary>ALTER COLUMN except TYPE, and RENAME COLUMN. Measured on 12 to 18.</summary>
internal static class AlterColumnLocks
{
    public static void Add(EffectsBuilder effects, ColumnChange change)
    {
        switch (change)
        {
            case SetColumnStatistics or SetColumnOptions:
                effects.LockTree(change.Table, LockMode.ShareUpdateExclusive, only: change.Only);
                return;
            case Changes.SetNotNull:
                SetNotNull(effects, change);
                return;
            case SetGenerationExpression:
                SetExpression(effects, change);
                return;
            case RenameColumn rename:
                if (rename.ViaAlterView && effects.Version < 13)
                {
                    effects.Fail("42601", "syntax error at or near \"COLUMN\"");
                }

                ColumnFailures.Inherited(effects, change, "rename inherited");
                break;
            default:
                Fail(effects, change);
                break;
        }

        effects.LockTree(change.Table, LockMode.AccessExclusive, only: change.Only);
    }

    private static void SetNotNull(EffectsBuilder effects, ColumnChange change)
    {
        foreach (var name in effects.Before.Tree(change.Table, change.Only))
        {
            var table = effects.Before.FindTable(name);
            var isSet = table?.FindColumn(change.Column)?.NotNull;
            // A validated CHECK spares the scan from 12 on (release notes of 12; measured).
            var proven = isSet == true || (effects.Version >= 12 && table?.HasValidatedNotNullCheck(change.Column) == true);
            var work = proven || effects.Before.IsPartitioned(name) ? Work.None : Work.Scan;
            effects.Lock(name, LockMode.AccessExclusive, work, assumed: !proven && (isSet is null || !table!.IsComplete));
        }
    }

    private static void SetExpression(EffectsBuilder effects, ColumnChange change)
    {
        var table = effects.Before.FindTable(change.Table);
        var kind = table?.FindColumn(change.Column)?.Generated;
        if (effects.Version < 17)
        {
            effects.Fail("42601", "syntax error at or near \"EXPRESSION\"");
        }

        if (kind == GeneratedKind.None && table!.IsComplete)
        {
            effects.Fail("55000", $"column \"{change.Column}\" of relation \"{change.Table.Name}\" is not a generated column");
        }

        if (kind == GeneratedKind.Virtual && table!.Constraints.Any(static c => c.Definition.Kind == ConstraintKind.Check))
        {
            effects.Fail("0A000", "ALTER TABLE / SET EXPRESSION is not supported for virtual generated columns in tables with check constraints");
        }

        var work = kind == GeneratedKind.Virtual ? Work.None : Work.Rewrite;
        effects.LockTree(change.Table, LockMode.AccessExclusive, work, change.Only, assumed: kind is null);
    }

    private static void Fail(EffectsBuilder effects, ColumnChange change)
    {
        if (effects.Before.FindTable(change.Table) is not { } table || table.FindColumn(change.Column) is not { } column)
        {
            return;
        }

        var name = $"column \"{change.Column}\"";
        var of = $"{name} of relation \"{change.Table.Name}\"";
        switch (change)
        {
            case DropNotNull when column.Identity != IdentityKind.None:
                effects.Fail("42601", of + " is an identity column");
                break;
            case DropNotNull when table.PrimaryKey?.Definition.Columns.Contains(change.Column) == true:
                effects.Fail("42P16", name + " is in a primary key");
                break;
            case DropNotNull when ColumnFailures.ParentsOf(effects, change).Any(static c => c.NotNull == true):
                effects.Fail("42P16", name + " is marked NOT NULL in parent table");
                break;
            case SetDefault or DropDefault when column.Identity != IdentityKind.None:
                effects.Fail("42601", of + " is an identity column");
                break;
            case SetDefault or DropDefault when column.Generated != GeneratedKind.None:
                effects.Fail("42601", of + " is a generated column");
                break;
            case AlterIdentity or DropIdentity { IfExists: false } when table.IsComplete && column.Identity == IdentityKind.None:
                effects.Fail("55000", of + " is not an identity column");
                break;
            case AddIdentity when column.NotNull == false:
                effects.Fail("55000", of + " must be declared NOT NULL before identity can be added");
                break;
            case AddIdentity when column.Default is not null:
                effects.Fail("55000", of + " already has a default value");
                break;
            case DropGenerationExpression when effects.Version < 13:
                effects.Fail("42601", "syntax error at or near \"EXPRESSION\"");
                break;
            case DropGenerationExpression { IfExists: false } when table.IsComplete && column.Generated == GeneratedKind.None:
                effects.Fail("55000", of + (effects.Version < 18 ? " is not a stored generated column" : " is not a generated column"));
                break;
            case DropGenerationExpression when column.Generated == GeneratedKind.Virtual:
                effects.Fail("0A000", "ALTER TABLE / DROP EXPRESSION is not supported for virtual generated columns");
                break;
            case SetColumnCompression when effects.Version < 14:
                effects.Fail("42601", "syntax error at or near \"COMPRESSION\"");
                break;
        }
    }
}
