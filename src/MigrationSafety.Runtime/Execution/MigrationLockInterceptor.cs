using System.Data;
using System.Data.Common;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace MigrationSafety.Runtime.Execution;

/// <summary>
/// Takes the lock before Migrate() makes the history table, and before the transaction in which EF Core 9 and later read which migrations
/// are pending; the lock ends when the connection is closed. EF Core 8 reads first: see <see cref="EfCore8Instances"/>.
/// </summary>
internal sealed class MigrationLockInterceptor
    : IDbCommandInterceptor, IDbConnectionInterceptor, IDbTransactionInterceptor
{
    public InterceptionResult<int> NonQueryExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<int> result)
    {
        if (IsOfMigrate(eventData))
        {
            Of(eventData)!.BeforeFirstStatementAsync(async: false, CancellationToken.None).AsTask().GetAwaiter().GetResult();
            return WithoutSecondHistory(command, eventData, result);
        }

        return result;
    }

    public async ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        if (IsOfMigrate(eventData))
        {
            await Of(eventData)!.BeforeFirstStatementAsync(async: true, cancellationToken).ConfigureAwait(false);
            return WithoutSecondHistory(command, eventData, result);
        }

        return result;
    }

    public InterceptionResult<DbDataReader> ReaderExecuting(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result)
    {
        if (eventData.CommandSource == CommandSource.Migrations)
        {
            Of(eventData)?.EfCore8.BeforeHistoryIsRead();
            eventData.Context?.GetService<WaitingMigrations>().Forget();
        }

        return result;
    }

    public ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(ReaderExecuting(command, eventData, result));

    public void CommandFailed(DbCommand command, CommandErrorEventData eventData)
    {
        if (eventData.CommandSource == CommandSource.Migrations)
        {
            Of(eventData)?.EfCore8.Failed();
        }
    }

    public Task CommandFailedAsync(DbCommand command, CommandErrorEventData eventData, CancellationToken cancellationToken = default)
    {
        CommandFailed(command, eventData);
        return Task.CompletedTask;
    }

    public InterceptionResult<DbTransaction> TransactionStarting(
        DbConnection connection, TransactionStartingEventData eventData, InterceptionResult<DbTransaction> result)
    {
        if (!MigrationInstances.IsEfCore8 && MigrateFrame.IsOnStack())
        {
            Of(eventData)!.BeforeFirstStatementAsync(async: false, CancellationToken.None).AsTask().GetAwaiter().GetResult();
        }

        return result;
    }

    public async ValueTask<InterceptionResult<DbTransaction>> TransactionStartingAsync(
        DbConnection connection,
        TransactionStartingEventData eventData,
        InterceptionResult<DbTransaction> result,
        CancellationToken cancellationToken = default)
    {
        if (!MigrationInstances.IsEfCore8 && MigrateFrame.IsOnStack())
        {
            await Of(eventData)!.BeforeFirstStatementAsync(async: true, cancellationToken).ConfigureAwait(false);
        }

        return result;
    }

    public void TransactionCommitted(DbTransaction transaction, TransactionEndEventData eventData) =>
        Of(eventData)?.EfCore8.Committed();

    public Task TransactionCommittedAsync(
        DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        Of(eventData)?.EfCore8.Committed();
        return Task.CompletedTask;
    }

    public InterceptionResult ConnectionClosing(DbConnection connection, ConnectionEventData eventData, InterceptionResult result)
    {
        Of(eventData)?.EndAsync(connection.State == ConnectionState.Open, async: false).AsTask().GetAwaiter().GetResult();
        return result;
    }

    public async ValueTask<InterceptionResult> ConnectionClosingAsync(
        DbConnection connection, ConnectionEventData eventData, InterceptionResult result)
    {
        if (Of(eventData) is { } instances)
        {
            await instances.EndAsync(connection.State == ConnectionState.Open, async: true).ConfigureAwait(false);
        }

        return result;
    }

    // EF Core 8 makes the history table without IF NOT EXISTS, which another instance may have done while this one waited.
    private static InterceptionResult<int> WithoutSecondHistory(
        DbCommand command, CommandEventData eventData, InterceptionResult<int> result) =>
        command.CommandText.StartsWith("CREATE TABLE ", System.StringComparison.Ordinal) && Of(eventData)!.EfCore8.HistoryIsThere()
            ? InterceptionResult<int>.SuppressWithResult(0)
            : result;

    // Asked for here: EF Core makes its interceptors before most services of a context.
    private static MigrationInstances? Of(DbContextEventData eventData) => eventData.Context?.GetService<MigrationInstances>();

    // In a user's own transaction nobody may wait: it holds whatever the user did before.
    private static bool IsOfMigrate(CommandEventData eventData) =>
        eventData.CommandSource == CommandSource.Migrations && eventData.Context?.Database.CurrentTransaction is null;
}
