using System;
using System.Collections.Generic;
using System.Data.Common;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.EntityFrameworkCore.Storage;

namespace MigrationSafety.Runtime.Execution;

/// <summary>
/// Commands of our own on the migration's connection, in its transaction if there is one; they have no time-out. EF Core has
/// a synchronous and an asynchronous Migrate: one code serves both.
/// </summary>
internal readonly struct Database(IRelationalConnection connection, bool async, CancellationToken cancellationToken)
{
    public IRelationalConnection Connection { get; } = connection;

    public CancellationToken CancellationToken { get; } = cancellationToken;

    public bool IsAsync { get; } = async;

    public async ValueTask<int> ExecuteAsync(string sql, params object[] values)
    {
        using var command = Command(sql, values);
        return IsAsync ? await command.ExecuteNonQueryAsync(CancellationToken).ConfigureAwait(false) : command.ExecuteNonQuery();
    }

    public async ValueTask<T?> ScalarAsync<T>(string sql, params object[] values)
    {
        using var command = Command(sql, values);
        var value = IsAsync ? await command.ExecuteScalarAsync(CancellationToken).ConfigureAwait(false) : command.ExecuteScalar();
        return value is null or DBNull ? default : (T)value;
    }

    public async ValueTask<List<T>> QueryAsync<T>(string sql, Func<DbDataReader, T> read, params object[] values)
    {
        using var command = Command(sql, values);
        var rows = new List<T>();
        using var reader = IsAsync ? await command.ExecuteReaderAsync(CancellationToken).ConfigureAwait(false) : command.ExecuteReader();
        while (IsAsync ? await reader.ReadAsync(CancellationToken).ConfigureAwait(false) : reader.Read())
        {
            rows.Add(read(reader));
        }

        return rows;
    }

    public async ValueTask DelayAsync(TimeSpan time)
    {
        if (IsAsync)
        {
            await Task.Delay(time, CancellationToken).ConfigureAwait(false);
        }
        else
        {
            Thread.Sleep(time);
        }
    }

    // Values are always parameters: $1, $2 ...
    private DbCommand Command(string sql, object[] values)
    {
        var command = Connection.DbConnection.CreateCommand();
        command.CommandText = sql;
        command.CommandTimeout = 0;
        command.Transaction = Connection.CurrentTransaction?.GetDbTransaction();
        foreach (var value in values)
        {
            var parameter = command.CreateParameter();
            parameter.Value = value;
            command.Parameters.Add(parameter);
        }

        return command;
    }
}
