using System.Collections.Generic;
using System.Threading.Tasks;
using MigrationSafety.Core.Changes;
using MigrationSafety.Core.Recipes;
using MigrationSafety.Core.Sql;

namespace MigrationSafety.Runtime.Execution;

/// <summary>
/// CREATE INDEX CONCURRENTLY. An index of this name that is INVALID is what a failed try left: it is dropped. A valid one of the
/// same definition is an earlier run's, whose migration did not end: it is kept. Whatever fails leaves nothing behind.
/// </summary>
internal sealed class ConcurrentIndexCommand(MigrationUnderWay migration, int index, MigrationRun run) : LongCommand(migration, index, run)
{
    private CreateIndex Change => (CreateIndex)Changes[0];

    private QualifiedName? Name => Change.Name is { } name ? new QualifiedName(Change.Table.Schema, name) : null;

    protected override async ValueTask PrepareAsync(Database database)
    {
        if (Name is { } name)
        {
            await DropInvalidAsync(database, name).ConfigureAwait(false);
        }
    }

    protected override async ValueTask<int> TryAsync(Database database, IReadOnlyDictionary<string, object?>? values)
    {
        if (Name is { } name && await IsBuiltAsync(database, name).ConfigureAwait(false))
        {
            Run.Log.IndexKept(name.ToString());
            return 0;
        }

        return await InnerAsync(database, values).ConfigureAwait(false);
    }

    protected override async ValueTask CleanUpAsync(Database database)
    {
        if (Name is { } name)
        {
            await DropInvalidAsync(database, name).ConfigureAwait(false);
        }
    }

    private async ValueTask DropInvalidAsync(Database database, QualifiedName name)
    {
        if (await database.ScalarAsync<bool>(
            "SELECT EXISTS (SELECT FROM pg_index WHERE indexrelid = to_regclass($1) AND NOT indisvalid)", SqlIdentifier.Quote(name))
            .ConfigureAwait(false))
        {
            Run.Log.InvalidIndexDropped(name.ToString());
            await database.ExecuteAsync(DropIndexConcurrently.Statement(name)).ConfigureAwait(false);
        }
    }

    private async ValueTask<bool> IsBuiltAsync(Database database, QualifiedName name) =>
        await database.ScalarAsync<string>(
            "SELECT pg_get_indexdef(indexrelid) FROM pg_index WHERE indexrelid = to_regclass($1) AND indisvalid", SqlIdentifier.Quote(name))
            .ConfigureAwait(false) is { } definition
        && IndexDefinition.AreSame(definition, Inner.CommandText);
}
