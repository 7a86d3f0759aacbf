using MigrationSafety.Core.Changes;
using MigrationSafety.Core.State;

namespace MigrationSafety.Core.Locks;

/// <summary>
/// change x version x before-state -> effects. The only place that knows PostgreSQL's locks. Every row says where it
/// comes from: "measured" on servers of 12 to 18, or the documentation (for 10 and 11 always).
/// </summary>
internal static class LockModel
{
    /// <summary>What PostgreSQL does with a change; never throws.</summary>
    public static ChangeEffects EffectsOf(SchemaChange change, SchemaState before, PostgresVersion version)
    {
        var effects = new EffectsBuilder(before, version);
        switch (change)
        {
            case CreateTable or CreateTableAs or DropTable or RenameTable or SetTableSchema or Truncate or LockTable:
                TableLocks.Add(effects, change);
                break;
            case AlterTableOption c:
                TableOptionLocks.Add(effects, c);
                break;
            case AttachPartition c:
                PartitionLocks.Attach(effects, c);
                break;
            case DetachPartition c:
                PartitionLocks.Detach(effects, c);
                break;
            case AddColumn c:
                AddColumnLocks.Add(effects, c);
                break;
            case DropColumn c:
                DropLocks.Column(effects, c);
                break;
            case AlterColumnType c:
                AlterColumnTypeLocks.Add(effects, c);
                break;
            case ColumnChange c:
                AlterColumnLocks.Add(effects, c);
                break;
            case AddConstraint c:
                AddConstraintLocks.Add(effects, c);
                break;
            case ValidateConstraint or DropConstraint or AlterConstraint or RenameConstraint:
                ConstraintLocks.Add(effects, (TableChange)change);
                break;
            case AlterDomain c:
                ConstraintLocks.Domain(effects, c);
                break;
            case CreateIndex c:
                IndexLocks.Create(effects, c);
                break;
            case DropIndex or RenameIndex or AlterIndex:
                IndexLocks.Add(effects, change);
                break;
            case Reindex c:
                ReindexLocks.Add(effects, c);
                break;
            case Cluster or Vacuum or Analyze or Comment or GrantOrRevoke or OtherStatement:
                MaintenanceLocks.Add(effects, change);
                break;
            case CreateView or RefreshMaterializedView:
                ViewLocks.Add(effects, change);
                break;
            case CreateTrigger or DefineObject or RenameObject or AlterEnum:
                ObjectLocks.Add(effects, change);
                break;
            case DropObject c:
                DropLocks.Object(effects, c);
                break;
            case DataChange c:
                DataLocks.Add(effects, c);
                break;
        }

        return effects.Build();
    }
}
