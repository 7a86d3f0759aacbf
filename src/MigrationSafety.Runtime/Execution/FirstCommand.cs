using System.Collections.Generic;
using System.Threading.Tasks;

namespace MigrationSafety.Runtime.Execution;

/// <summary>The first command of a transaction: before it, all strong locks of the transaction are taken, in one order.</summary>
internal sealed class FirstCommand(MigrationUnderWay migration, int index, MigrationRun run) : SafeCommand(migration, index, run)
{
    protected override async ValueTask<int> ExecuteAsync(Database database, IReadOnlyDictionary<string, object?>? values)
    {
        await Run.Locks.TakeAsync(Migration, Index, database).ConfigureAwait(false);
        return await InnerAsync(database, values).ConfigureAwait(false);
    }
}
