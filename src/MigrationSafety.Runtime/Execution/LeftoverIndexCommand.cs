using System.Collections.Generic;
using System.Threading.Tasks;

namespace MigrationSafety.Runtime.Execution;

/// <summary>
/// The DROP INDEX CONCURRENTLY IF EXISTS before a CREATE INDEX CONCURRENTLY: left to <see cref="ConcurrentIndexCommand"/>, which
/// looks whether what is there is any good.
/// </summary>
internal sealed class LeftoverIndexCommand(MigrationUnderWay migration, int index, MigrationRun run) : SafeCommand(migration, index, run)
{
    protected override ValueTask<int> ExecuteAsync(Database database, IReadOnlyDictionary<string, object?>? values) => ValueTask.FromResult(0);
}
