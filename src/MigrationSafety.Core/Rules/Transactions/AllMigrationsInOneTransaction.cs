using System.Linq;
using MigrationSafety.Core.Changes;
using MigrationSafety.Core.Locks;
using MigrationSafety.Core.Models;
using MigrationSafety.Core.Options;
using MigrationSafety.Core.State;

namespace MigrationSafety.Core.Rules;

/// <summary>
/// EF Core 9 runs all pending migrations in one transaction; said once, at the newest migration, and only where several
/// migrations that are not deployed lock existing tables: else there is nothing to pile up.
/// </summary>
internal sealed class AllMigrationsInOneTransaction : Rule
{
    /// <summary>8 and 10 commit after each migration (efcore#35096, reverted by PR #36662).</summary>
    public const int EfCoreMajor = 9;

    public override RuleDescriptor Descriptor { get; } = new()
    {
        Id = "MIG4009",
        Name = nameof(AllMigrationsInOneTransaction),
        Title = "EF Core 9 applies all pending migrations in one transaction",
        MessageFormat = "EF Core 9 runs all pending migrations in one transaction: {0} lock existing tables, and each keeps its locks until the last is "
            + "done; where one fails, all are rolled back. Instead: apply them one by one (dotnet ef database update <id>), or use EF Core 10.",
        Description = "EF Core 8 and 10 commit after each migration, EF Core 9 after the last one. The locks of all pending migrations pile up, "
            + "and a new enum value cannot be used by a later one of them.",
        DefaultSeverity = Severity.Info,
    };

    /// <summary>True for a migration that blocks writers of a table that holds data.</summary>
    public static bool Locks(ChangeSet changeSet, SchemaState before, SafetyOptions options, NewRelations newRelations) =>
        ChangeSetWalk.Walk(changeSet, before, options, newRelations, ApplicationView.None, out _)
            .Any(static change => change.Effects.FailsWith is null && change.Effects.StrongestLock.BlocksWrites());
}
