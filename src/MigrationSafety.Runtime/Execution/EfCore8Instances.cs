using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Microsoft.EntityFrameworkCore.Migrations;

namespace MigrationSafety.Runtime.Execution;

/// <summary>
/// EF Core 8 reads which migrations are pending before its first statement, on a connection that it closes between two migrations. So the
/// lock is taken when it asks for the list of migrations, the connection is kept open until the last one is committed, and
/// what another instance applied between the two is taken out of the list.
/// </summary>
internal sealed class EfCore8Instances(MigrationInstances instances, MigrationRun run)
{
    private ImmutableHashSet<string> appliedBefore = ImmutableHashSet<string>.Empty;
    private ImmutableHashSet<string> pending = ImmutableHashSet<string>.Empty;
    private bool isOpen;

    public void BeforeHistoryIsRead()
    {
        if (MigrationInstances.IsEfCore8 && instances.IsWanted && !isOpen)
        {
            run.AppliedMeanwhile = ImmutableHashSet<string>.Empty;
            appliedBefore = instances.Applied();
        }
    }

    /// <summary>Inside of Migrate() EF Core asks for the migrations, and then chooses those to apply.</summary>
    public void BeforeMigrationsAreChosen(IMigrationsAssembly assembly, WaitingMigrations waiting)
    {
        if (isOpen)
        {
            return;
        }

        if (!instances.IsWanted || instances.Connection.CurrentTransaction is not null)
        {
            instances.Connection.Open();
            try
            {
                waiting.Look(assembly, instances.Applied());
            }
            finally
            {
                instances.Connection.Close();
            }

            return;
        }

        instances.Connection.Open();
        isOpen = true;
        instances.BeforeFirstStatementAsync(async: false, CancellationToken.None).AsTask().GetAwaiter().GetResult();
        var applied = instances.Applied();
        run.AppliedMeanwhile = applied.Except(appliedBefore);
        if (!run.AppliedMeanwhile.IsEmpty)
        {
            run.Log.AppliedMeanwhile(string.Join(", ", run.AppliedMeanwhile));
        }

        waiting.Look(assembly, applied);
        pending = assembly.Migrations.Keys.Where(id => !applied.Contains(id)).ToImmutableHashSet().Except(waiting.Ids);
        if (pending.IsEmpty)
        {
            Close();
        }
    }

    public void Committed()
    {
        if (isOpen && pending.IsSubsetOf(instances.Applied()))
        {
            Close();
        }
    }

    public void Failed()
    {
        if (isOpen)
        {
            Close();
        }
    }

    // The lock ends with the connection, which is closed when EF Core, too, is done with it: a transaction that failed is over by then.
    private void Close()
    {
        isOpen = false;
        instances.Connection.Close();
    }

    /// <summary>True where another instance made the history table while this one waited for the lock.</summary>
    public bool HistoryIsThere() => MigrationInstances.IsEfCore8 && instances.HasHistory();
}
