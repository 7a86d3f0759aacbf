using System.Linq;
using MigrationSafety.Core.Changes;
using MigrationSafety.Core.Locks;

namespace MigrationSafety.Core.Rules;

/// <summary>The first strong lock on an existing table while no lock_timeout is in force; once per migration.</summary>
internal sealed class LockTimeoutMissing : Rule
{
    public override RuleDescriptor Descriptor { get; } = new()
    {
        Id = "MIG4002",
        Name = nameof(LockTimeoutMissing),
        Title = "A strong lock without a lock_timeout",
        MessageFormat = "{0} takes {1} and no lock_timeout is in force: while it waits for its turn, everybody who comes later waits behind it. "
            + "Instead: {2} before it, and run the migration again when it gives up.",
        Description = "A statement that waits for a strong lock blocks all that come after it, even where the lock itself would be brief. "
            + "A lock_timeout makes it give up, so that the application goes on.",
        DefaultSeverity = Severity.Info,
        Fix = FixKind.Auto,
    };

    public override void CheckChangeSet(ChangeSetContext context)
    {
        if (context.Options.LockTimeoutSetByRuntime)
        {
            return;
        }

        var first = context.Changes.FirstOrDefault(static c =>
            !c.HasLockTimeout && c.Effects is { FailsWith: null, AllowedInTransaction: true } && c.Effects.StrongestLock.BlocksWrites()
            && !IsSequence(c.Change));
        first?.Report(Descriptor, ChangeWording.Statement(first.Change), EffectWording.Locks(first.Effects), Advice(first));
    }

    private static bool IsSequence(SchemaChange change) => change is
        DefineObject { Kind: ObjectKind.Sequence } or DropObject { Kind: ObjectKind.Sequence } or RenameObject { Kind: ObjectKind.Sequence };

    private static string Advice(ChangeContext change)
    {
        var statement = change.Transaction is null ? "SET lock_timeout = '2s'" : "SET LOCAL lock_timeout = '2s'";
        return change.ChangeSet.IsSqlFile ? statement : "migrationBuilder.Sql(\"" + statement + "\")";
    }
}
