using System;
using System.Linq;
using MigrationSafety.Core.Changes;
using MigrationSafety.Core.Locks;

namespace MigrationSafety.Core.Rules;

/// <summary>Statements whose lock surprises: short, but they queue behind any long transaction.</summary>
internal sealed class BriefExclusiveLock : Rule
{
    public override RuleDescriptor Descriptor { get; } = new()
    {
        Id = "MIG1207",
        Name = nameof(BriefExclusiveLock),
        Title = "A brief lock that blocks writes, or reads and writes",
        MessageFormat = "{0} {1}. Instead: keep it in a short transaction of its own with a lock_timeout, and try again when it gives up.",
        Description = "Triggers, rules, policies, row level security, owner, replica identity, storage, OR REPLACE of a view and partitions that "
            + "are attached without a scan need no time of their own, but wait for every open transaction, with all others behind them.",
        DefaultSeverity = Severity.Info,
        IsUnavoidable = true,
        Concerns =
        [
            typeof(CreateTrigger), typeof(CreateView), typeof(SetColumnStorage), typeof(SetColumnCompression),
            typeof(AttachPartition), typeof(CreateTable), typeof(DropObject), typeof(RenameObject),
            typeof(DefineObject), typeof(AlterTableOption), typeof(DropConstraint),
        ],
    };

    public override void CheckChange(ChangeContext context)
    {
        if (context.Effects.StrongestLock >= LockMode.ShareRowExclusive
            && !context.Effects.Relations.Any(static r => r.GrowsWithTable)
            && IsListed(context))
        {
            context.Report(Descriptor, ChangeWording.Statement(context.Change), context.EffectText);
        }
    }

    // Only what people take for harmless. ADD COLUMN, DROP COLUMN and their like lock as briefly, but everybody knows them
    // for schema changes, and MIG4002 asks once for a lock_timeout.
    private static bool IsListed(ChangeContext context) => context.Change switch
    {
        CreateTrigger => true,
        CreateView { OrReplace: true } => true,
        SetColumnStorage or SetColumnCompression => true,
        AttachPartition or CreateTable { PartitionOf: not null } => true,
        DropObject c => IsListed(c.Kind),
        RenameObject c => IsListed(c.Kind),
        DefineObject c => IsListed(c.Kind),
        AlterTableOption c => IsListed(c.Option),
        DropConstraint c => (c.Kind ?? context.Before.FindTable(c.Table)?.FindConstraint(c.Name)?.Definition.Kind) == ConstraintKind.PrimaryKey,
        _ => false,
    };

    private static bool IsListed(ObjectKind kind) => kind is ObjectKind.Trigger or ObjectKind.Rule or ObjectKind.Policy;

    private static bool IsListed(TableOption option) => option is TableOption.OwnerTo or TableOption.ReplicaIdentity
        or TableOption.EnableRowSecurity or TableOption.DisableRowSecurity
        or TableOption.ForceRowSecurity or TableOption.NoForceRowSecurity
        or TableOption.EnableTrigger or TableOption.DisableTrigger
        or TableOption.EnableRule or TableOption.DisableRule;
}
