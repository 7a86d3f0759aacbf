using System.Collections.Generic;
using System.Threading.Tasks;

namespace MigrationSafety.Runtime.Execution;

/// <summary>A command inside a transaction whose locks are taken already.</summary>
internal sealed class LoggedCommand(MigrationUnderWay migration, int index, MigrationRun run) : SafeCommand(migration, index, run)
{
    protected override ValueTask<int> ExecuteAsync(Database database, IReadOnlyDictionary<string, object?>? values) =>
        InnerAsync(database, values);
}
