using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;

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
            appliedBefore = Applied();
        }
    }

    /// <summary>EF Core asks for the migrations; inside of Migrate() it then chooses those to apply.</summary>
    public void BeforeMigrationsAreChosen(IEnumerable<string> all)
    {
        if (!MigrationInstances.IsEfCore8 || !instances.IsWanted || isOpen || instances.Connection.CurrentTransaction is not null || !MigrateFrame.IsOnStack())
        {
            return;
        }

        instances.Connection.Open();
        isOpen = true;
        instances.BeforeFirstStatementAsync(async: false, CancellationToken.None).AsTask().GetAwaiter().GetResult();
        var applied = Applied();
        run.AppliedMeanwhile = applied.Except(appliedBefore);
        if (!run.AppliedMeanwhile.IsEmpty)
        {
            run.Log.AppliedMeanwhile(string.Join(", ", run.AppliedMeanwhile));
        }

        pending = all.Where(id => !applied.Contains(id)).ToImmutableHashSet();
        if (pending.IsEmpty)
        {
            Close();
        }
    }

    public void Committed()
    {
        if (isOpen && pending.IsSubsetOf(Applied()))
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
    public bool HistoryIsThere() => MigrationInstances.IsEfCore8 && HasHistory(Database());

    private ImmutableHashSet<string> Applied()
    {
        var database = Database();
        return HasHistory(database)
            ? database.QueryAsync($"SELECT \"MigrationId\" FROM {instances.HistoryTable}", static row => row.GetString(0))
                .AsTask().GetAwaiter().GetResult().ToImmutableHashSet()
            : ImmutableHashSet<string>.Empty;
    }

    private Database Database() => new(instances.Connection, async: false, CancellationToken.None);

    private bool HasHistory(Database database) =>
        database.ScalarAsync<bool>("SELECT to_regclass($1) IS NOT NULL", instances.HistoryTable).AsTask().GetAwaiter().GetResult();
}
