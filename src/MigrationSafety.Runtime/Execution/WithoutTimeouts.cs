using System;
using System.Threading.Tasks;
using Microsoft.EntityFrameworkCore.Storage;

namespace MigrationSafety.Runtime.Execution;

/// <summary>
/// A session without command, statement and lock time-out, for as long as a long step takes. Npgsql's 30 s would cut a CREATE INDEX
/// CONCURRENTLY and leave an INVALID index (measured).
/// </summary>
internal sealed class WithoutTimeouts : IAsyncDisposable
{
    private readonly Database database;
    private readonly int? commandTimeout;
    private readonly string statementTimeout;
    private readonly string lockTimeout;

    private WithoutTimeouts(Database database, string statementTimeout, string lockTimeout)
    {
        this.database = database;
        this.statementTimeout = statementTimeout;
        this.lockTimeout = lockTimeout;
        commandTimeout = database.Connection.CommandTimeout;
        database.Connection.CommandTimeout = 0;
    }

    public static async ValueTask<WithoutTimeouts> BeginAsync(Database database)
    {
        var statement = await SettingAsync(database, "statement_timeout").ConfigureAwait(false);
        var @lock = await SettingAsync(database, "lock_timeout").ConfigureAwait(false);
        await SetAsync(database, "0", "0").ConfigureAwait(false);
        return new WithoutTimeouts(database, statement, @lock);
    }

    public async ValueTask DisposeAsync()
    {
        database.Connection.CommandTimeout = commandTimeout;
        if (database.Connection.DbConnection.State == System.Data.ConnectionState.Open)
        {
            await SetAsync(database, statementTimeout, lockTimeout).ConfigureAwait(false);
        }
    }

    private static async ValueTask<string> SettingAsync(Database database, string name) =>
        await database.ScalarAsync<string>("SELECT current_setting($1)", name).ConfigureAwait(false) ?? "0";

    private static async ValueTask SetAsync(Database database, string statementTimeout, string lockTimeout) =>
        await database.ScalarAsync<string>(
            "SELECT set_config('statement_timeout', $1, false) || set_config('lock_timeout', $2, false)", statementTimeout, lockTimeout)
            .ConfigureAwait(false);
}
