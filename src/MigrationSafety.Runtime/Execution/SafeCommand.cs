using System.Collections.Generic;
using System.Collections.Immutable;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Storage;
using MigrationSafety.Core.Changes;

namespace MigrationSafety.Runtime.Execution;

/// <summary>A migration's command, run with care; as text, in a script, it is the command itself.</summary>
internal abstract class SafeCommand : MigrationCommand
{
    // The base class only keeps what it is given, and everything that uses it is overridden here.
    protected SafeCommand(MigrationUnderWay migration, int index, MigrationRun run)
        : base(null!, null, migration.Commands[index].CommandLogger, migration.Commands[index].TransactionSuppressed) =>
        (Migration, Index, Run) = (migration, index, run);

    protected MigrationUnderWay Migration { get; }

    protected int Index { get; }

    protected MigrationRun Run { get; }

    protected MigrationCommand Inner => Migration.Commands[Index];

    protected ImmutableArray<SchemaChange> Changes => Migration.ChangesOf(Index);

    public override string CommandText => Inner.CommandText;

    public sealed override int ExecuteNonQuery(
        IRelationalConnection connection, IReadOnlyDictionary<string, object?>? parameterValues = null) =>
        RunAsync(new Database(connection, async: false, CancellationToken.None), parameterValues).AsTask().GetAwaiter().GetResult();

    public sealed override Task<int> ExecuteNonQueryAsync(
        IRelationalConnection connection,
        IReadOnlyDictionary<string, object?>? parameterValues = null,
        CancellationToken cancellationToken = default) =>
        RunAsync(new Database(connection, async: true, cancellationToken), parameterValues).AsTask();

    /// <summary>Runs the command; the migration was judged, and its locks logged.</summary>
    protected abstract ValueTask<int> ExecuteAsync(Database database, IReadOnlyDictionary<string, object?>? values);

    protected async ValueTask<int> InnerAsync(Database database, IReadOnlyDictionary<string, object?>? values)
    {
        Run.WorksIn(database.Connection.CurrentTransaction);
        return database.IsAsync
            ? await Inner.ExecuteNonQueryAsync(database.Connection, values, database.CancellationToken).ConfigureAwait(false)
            : Inner.ExecuteNonQuery(database.Connection, values);
    }

    private async ValueTask<int> RunAsync(Database database, IReadOnlyDictionary<string, object?>? values)
    {
        await Run.JudgeAsync(Migration, database).ConfigureAwait(false);
        Run.LogLocks(Migration, Index);
        return await ExecuteAsync(database, values).ConfigureAwait(false);
    }
}
