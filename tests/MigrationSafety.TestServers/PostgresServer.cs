using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Npgsql;

namespace MigrationSafety.TestServers;

/// <summary>
/// A PostgreSQL server of one major version, for tests. It listens on a Unix socket in its own temporary directory,
/// trusts everybody, and lives as long as the test process (<c>server.sh</c> sees to that, also when the process is killed).
/// </summary>
public sealed class PostgresServer
{
    private static readonly TimeSpan StartTimeout = TimeSpan.FromMinutes(2);
    private static readonly ConcurrentDictionary<int, Lazy<Task<PostgresServer>>> Servers = new();

    private readonly string _home;
    private readonly Process _process;
    private int _databases;

    private PostgresServer(int major, string home, Process process)
    {
        Major = major;
        _home = home;
        _process = process;
    }

    public int Major { get; }

    /// <summary>The connection string of the maintenance database <c>postgres</c>.</summary>
    public string ConnectionString => ConnectionStringOf("postgres");

    /// <summary>The server of this major version; started by the first call, shared by all tests of the process.</summary>
    /// <exception cref="PostgresServerException">It is not installed or does not start; the message has the remedy.</exception>
    public static Task<PostgresServer> StartAsync(int major) =>
        Servers.GetOrAdd(major, static m => new Lazy<Task<PostgresServer>>(() => StartOnceAsync(m, []))).Value;

    /// <summary>A server of one's own with other settings, which win over those for tests: for measurements.</summary>
    /// <exception cref="PostgresServerException">It is not installed or does not start; the message has the remedy.</exception>
    public static Task<PostgresServer> StartAsync(int major, IReadOnlyList<string> settings) => StartOnceAsync(major, settings);

    /// <summary>Creates a database of its own for the caller, empty or as a copy of <paramref name="template"/>.</summary>
    public async Task<TestDatabase> CreateDatabaseAsync(string? template = null)
    {
        var name = $"test_{Interlocked.Increment(ref _databases)}";
        await ExecuteAsync($"CREATE DATABASE {name} TEMPLATE {template ?? "template0"}");
        return new TestDatabase(this, name);
    }

    internal async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    // Include Error Detail: test failures should show the row that PostgreSQL complains about.
    internal string ConnectionStringOf(string database) =>
        $"Host={_home};Port=5432;Username=postgres;Database={database};Include Error Detail=true;Timeout=30;Command Timeout=120";

    private static async Task<PostgresServer> StartOnceAsync(int major, IReadOnlyList<string> settings)
    {
        var native = PostgresInstallation.Find(major);
        var home = Directory.CreateTempSubdirectory($"pg{major}-").FullName;
        var start = new ProcessStartInfo("/bin/sh") { RedirectStandardInput = true };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "server.sh"));
        start.ArgumentList.Add(native);
        start.ArgumentList.Add(home);
        foreach (var setting in Settings().Concat(settings))
        {
            start.ArgumentList.Add("-c");
            start.ArgumentList.Add(setting);
        }

        var process = Process.Start(start) ?? throw new PostgresServerException("/bin/sh does not start.");
        var server = new PostgresServer(major, home, process);
        await server.WaitUntilReadyAsync();
        return server;
    }

    private static IEnumerable<string> Settings() =>
    [
        "listen_addresses=",
        "fsync=off",
        "synchronous_commit=off",
        "full_page_writes=off",
        "shared_buffers=16MB",
        "max_connections=100",
        // Nothing but the test itself may lock or change a table.
        "autovacuum=off",
        "timezone=UTC",
    ];

    private async Task WaitUntilReadyAsync()
    {
        var clock = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                await ExecuteAsync("SELECT 1");
                return;
            }
            catch (NpgsqlException) when (clock.Elapsed < StartTimeout && !HasEnded)
            {
                await Task.Delay(50);
            }
            catch (NpgsqlException notReady)
            {
                throw new PostgresServerException(
                    $"PostgreSQL {Major} does not start ({notReady.Message}). Its log:{Environment.NewLine}{ReadLogAndStop()}");
            }
        }
    }

    // initdb failed, or the server did: see server.sh.
    private bool HasEnded => _process.HasExited || File.Exists(Path.Combine(_home, "ended"));

    private string ReadLogAndStop()
    {
        var path = Path.Combine(_home, "server.log");
        var log = File.Exists(path) ? File.ReadAllText(path) : "(none)";
        if (_process.HasExited)
        {
            Directory.Delete(_home, recursive: true);
        }

        _process.StandardInput.Close();
        return log;
    }
}
