using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Npgsql;

namespace MigrationSafety.Runtime.Tests.Reliability;

/// <summary>
/// The application while the backfill runs: sessions of the old version that change the old column, and of the new version that insert
/// rows, lock several rows in an order of their own (deadlocks included), and hold locks on many rows for a while. They count what was acknowledged.
/// </summary>
internal sealed class Writers : IAsyncDisposable
{
    private readonly CancellationTokenSource _end = new();
    private readonly Task[] _tasks;
    private readonly NpgsqlDataSource _source;
    private readonly int _rows;
    private long _acknowledged;
    private long _inDoubt;
    private long _deadlocks;
    private long _nextId;

    public Writers(NpgsqlDataSource source, int rows, int count, int seed)
    {
        _source = source;
        _rows = rows;
        _nextId = rows;
        _tasks = Enumerable.Range(0, count).Select(i => Task.Run(() => RunAsync(new Random(seed + i)))).ToArray();
    }

    /// <summary>Writes whose commit was acknowledged.</summary>
    public long Acknowledged => Interlocked.Read(ref _acknowledged);

    /// <summary>Writes that ended without an answer.</summary>
    public long InDoubt => Interlocked.Read(ref _inDoubt);

    public long Deadlocks => Interlocked.Read(ref _deadlocks);

    public async Task StopAsync()
    {
        await _end.CancelAsync();
        await Task.WhenAll(_tasks);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _end.Dispose();
    }

    private async Task RunAsync(Random random)
    {
        while (!_end.IsCancellationRequested)
        {
            var rows = 1;
            try
            {
                await using var connection = await _source.OpenConnectionAsync();
                await using var batch = new NpgsqlBatch(connection);
                batch.BatchCommands.Add(new("SELECT set_config('synchronous_commit', 'on', true), set_config('deadlock_timeout', '100ms', true)"));
                switch (random.Next(20))
                {
                    case 19:
                        rows = 0;
                        var first = random.Next(_rows);
                        batch.BatchCommands.Add(new($"SELECT count(*) FROM (SELECT FROM accounts WHERE id BETWEEN {first} AND {first + 200} FOR UPDATE) locked"));
                        batch.BatchCommands.Add(new("SELECT pg_sleep(0.2)"));
                        break;
                    case < 5:
                        batch.BatchCommands.Add(new($"INSERT INTO accounts (id, owner, writes) VALUES ({Interlocked.Increment(ref _nextId)}, 'new {random.Next()}', 1)"));
                        break;
                    case < 10:
                        rows = 3;
                        // Neighbours in any order, slowly, in few places: they meet each other, and batches, which go by the key.
                        var place = random.Next(3) * (_rows / 3);
                        foreach (var i in Enumerable.Range(1, 8).OrderBy(_ => random.Next()).Take(rows))
                        {
                            batch.BatchCommands.Add(new($"UPDATE accounts SET owner = 'swapped {random.Next()}', writes = writes + 1 WHERE id = {place + i}"));
                            batch.BatchCommands.Add(new("SELECT pg_sleep(0.01)"));
                        }

                        break;
                    default:
                        batch.BatchCommands.Add(new($"UPDATE accounts SET owner = 'old {random.Next()}', writes = writes + 1 WHERE id = {random.Next(_rows) + 1}"));
                        break;
                }

                await batch.ExecuteNonQueryAsync();
                Interlocked.Add(ref _acknowledged, rows);
            }
            catch (PostgresException refused) when (refused.SqlState.StartsWith("40", StringComparison.Ordinal))
            {
                Interlocked.Increment(ref _deadlocks);
            }
            catch (NpgsqlException)
            {
                // The server is down, or was while we waited for the answer.
                Interlocked.Add(ref _inDoubt, rows);
                await Task.Delay(20);
            }

            await Task.Delay(random.Next(8));
        }
    }
}
