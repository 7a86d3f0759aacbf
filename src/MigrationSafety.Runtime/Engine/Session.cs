using System;
using System.Globalization;
using System.Threading;
using System.Threading.Tasks;
using MigrationSafety.Runtime.Errors;
using Npgsql;

namespace MigrationSafety.Runtime.Engine;

/// <summary>A connection held for the length of a worker's life, with settings under which the same text always means the same key.</summary>
internal sealed class Session : IAsyncDisposable
{
    private Session(NpgsqlConnection connection) => Connection = connection;

    public NpgsqlConnection Connection { get; }

    public int Major => Connection.PostgreSqlVersion.Major;

    public bool IsLost => Connection.FullState is not System.Data.ConnectionState.Open;

    public static async Task<Session> OpenAsync(NpgsqlDataSource source, BackfillOptions options, CancellationToken cancellation)
    {
        var connection = await source.OpenConnectionAsync(cancellation).ConfigureAwait(false);
        try
        {
            await ExecuteAsync(connection, Settings(options), cancellation).ConfigureAwait(false);
            if (connection.PostgreSqlVersion.Major >= 14)
            {
                await WatchClientAsync(connection, cancellation).ConfigureAwait(false);
            }

            return new Session(connection);
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    public async ValueTask DisposeAsync() => await Connection.DisposeAsync().ConfigureAwait(false);

    private static string Settings(BackfillOptions options) => string.Create(CultureInfo.InvariantCulture, $"""
        SET application_name = 'MigrationSafety backfill';
        SET statement_timeout = {(long)options.StatementTimeout.TotalMilliseconds};
        SET lock_timeout = {(long)options.LockTimeout.TotalMilliseconds};
        SET idle_in_transaction_session_timeout = 60000;
        SET default_transaction_isolation = 'read committed';
        SET default_transaction_deferrable = off;
        SET DateStyle = 'ISO';
        SET IntervalStyle = 'postgres';
        SET extra_float_digits = 3;
        SET bytea_output = 'hex';
        SET plan_cache_mode = force_custom_plan;
        SET jit = off;
        SET row_security = off
        """);

    // A backend whose client was killed in the middle of a statement ends within a second, and its lease with it.
    private static async Task WatchClientAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        try
        {
            await ExecuteAsync(connection, "SET client_connection_check_interval = 1000", cancellation).ConfigureAwait(false);
        }
        catch (PostgresException unsupported) when (ErrorSorting.Sort(unsupported) is ErrorKind.Data)
        {
            // Servers on some systems know the setting but take only 0 for it. The lease's end is what remains.
        }
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellation).ConfigureAwait(false);
    }
}
