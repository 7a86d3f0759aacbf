using System;
using System.Collections.Generic;
using System.IO;
using System.Net.Sockets;
using System.Threading.Tasks;
using MigrationSafety.Runtime.Control;
using MigrationSafety.Runtime.Errors;
using Npgsql;

namespace MigrationSafety.Tool.Backfills;

/// <summary>The database of a command; what it refuses becomes one message.</summary>
internal sealed class BackfillDatabase(NpgsqlConnectionStringBuilder connection, string schema) : IAsyncDisposable
{
    private readonly NpgsqlDataSource _source = NpgsqlDataSource.Create(connection.ConnectionString);

    public BackfillControl Control => new(_source, schema);

    public BackfillJournal Journal => new(_source, schema);

    public ValueTask DisposeAsync() => _source.DisposeAsync();

    /// <exception cref="ToolException">The database cannot be reached, or refuses.</exception>
    public async Task<T> AskAsync<T>(Func<BackfillDatabase, Task<T>> ask)
    {
        try
        {
            return await ask(this).ConfigureAwait(false);
        }
        catch (BackfillException refused)
        {
            throw new ToolException(OneLine(refused.Message));
        }
        // Shutting down, starting, out of connections: as good as not there.
        catch (PostgresException away) when (away.SqlState.StartsWith("57P", StringComparison.Ordinal) || away.SqlState.StartsWith("08", StringComparison.Ordinal) || away.SqlState == PostgresErrorCodes.TooManyConnections)
        {
            throw new DatabaseLostException($"{Name} cannot be reached: {OneLine(away.MessageText)} ({away.SqlState})");
        }
        catch (PostgresException refused)
        {
            throw new ToolException($"{Name} refuses: {OneLine(refused.MessageText)} ({refused.SqlState})");
        }
        catch (Exception lost) when (lost is NpgsqlException or IOException or SocketException or TimeoutException)
        {
            throw new DatabaseLostException($"{Name} cannot be reached: {OneLine(lost.Message)}");
        }
    }

    /// <exception cref="ToolException">There is none, the database cannot be reached, or refuses.</exception>
    public async Task<BackfillStatus> FindAsync(string backfill, System.Threading.CancellationToken cancellation) =>
        await AskAsync(d => d.Control.StatusAsync(backfill, cancellation)).ConfigureAwait(false)
        ?? throw new ToolException($"There is no backfill \"{backfill}\" in {Name}. `backfill list` lists them.");

    /// <summary>What signals keep waiting; nothing where the role may not read that.</summary>
    public async Task<IReadOnlyDictionary<string, BackfillWait>> WaitsAsync(System.Threading.CancellationToken cancellation) =>
        await ReadableAsync(async d => await d.Journal.WaitsAsync(cancellation).ConfigureAwait(false)).ConfigureAwait(false) ?? new Dictionary<string, BackfillWait>();

    /// <summary>Null where the role may run control functions only: status is known then, the journal is not.</summary>
    public Task<T?> ReadableAsync<T>(Func<BackfillDatabase, Task<T?>> read)
        where T : class => AskAsync(async d =>
        {
            try
            {
                return await read(d).ConfigureAwait(false);
            }
            catch (BackfillException denied) when (denied.Problem == BackfillProblem.Privilege)
            {
                return null;
            }
        });

    private string Name => $"Database \"{connection.Database ?? connection.Username}\" on {connection.Host ?? "localhost"}:{connection.Port}";

    private static string OneLine(string text) => text.ReplaceLineEndings(" ");
}
