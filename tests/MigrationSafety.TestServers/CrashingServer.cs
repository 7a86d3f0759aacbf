using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Threading.Tasks;
using Npgsql;

namespace MigrationSafety.TestServers;

/// <summary>
/// A server of one test's own that can be stopped as a power cut would stop it, comes up again by itself, and can be given a standby. Commits are
/// written as on a production server but for the disk's own cache: what an immediate stop loses is what was committed asynchronously.
/// </summary>
public sealed class CrashingServer : IAsyncDisposable
{
    private static readonly TimeSpan s_startTimeout = TimeSpan.FromMinutes(1);

    private readonly int _major;
    private readonly string _home;
    private readonly Process _process;

    private CrashingServer(int major, string home, Process process)
    {
        _major = major;
        _home = home;
        _process = process;
    }

    /// <summary>The path of its Unix socket.</summary>
    public string Socket => Path.Combine(_home, ".s.PGSQL.5432");

    /// <summary>The directory of its socket: the host of a connection string.</summary>
    public string Host => _home;

    public string ConnectionString => $"Host={_home};Port=5432;Username=postgres;Database=postgres;Include Error Detail=true;Timeout=10;Command Timeout=60";

    public static async Task<CrashingServer> StartAsync(int major, params string[] settings)
    {
        var server = Launch(major, Directory.CreateTempSubdirectory($"pg{major}-").FullName, settings);
        await server.WaitUntilReadyAsync();
        return server;
    }

    /// <summary>A standby that streams from this server, which is down for a moment.</summary>
    public async Task<CrashingServer> AddStandbyAsync(params string[] settings)
    {
        var home = Directory.CreateTempSubdirectory($"pg{_major}-").FullName;
        await StopAsync("INT");
        await RunAsync("cp", "-a", Path.Combine(_home, "data"), Path.Combine(home, "data"));
        await File.WriteAllTextAsync(Path.Combine(home, "data", "standby.signal"), "");
        await File.AppendAllTextAsync(Path.Combine(home, "data", "postgresql.auto.conf"), $"primary_conninfo = 'host={_home} user=postgres application_name=standby'\n");
        await StartAgainAsync();
        var standby = Launch(_major, home, settings);
        await standby.WaitUntilReadyAsync();
        return standby;
    }

    /// <summary>Kills every process of the server at once; it comes up again and recovers.</summary>
    public async Task CrashAsync()
    {
        await SignalAsync("QUIT");
        await WaitUntilReadyAsync();
    }

    /// <summary>Kills every process of the server at once, for good.</summary>
    public async Task CrashAndStayDownAsync() => await StopAsync("QUIT");

    public async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(ConnectionString + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static CrashingServer Launch(int major, string home, string[] settings)
    {
        var start = new ProcessStartInfo("/bin/sh") { RedirectStandardInput = true };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "crashing-server.sh"));
        start.ArgumentList.Add(PostgresInstallation.Find(major));
        start.ArgumentList.Add(home);
        foreach (var setting in (string[])["listen_addresses=", "fsync=off", "full_page_writes=off", "shared_buffers=32MB", "max_connections=100", "timezone=UTC", .. settings])
        {
            start.ArgumentList.Add("-c");
            start.ArgumentList.Add(setting);
        }

        return new(major, home, Process.Start(start) ?? throw new PostgresServerException("/bin/sh does not start."));
    }

    private async Task StopAsync(string signal)
    {
        await File.WriteAllTextAsync(Path.Combine(_home, "stay-down"), "");
        await SignalAsync(signal);
        var clock = Stopwatch.StartNew();
        while (!File.Exists(Path.Combine(_home, "down")))
        {
            await Task.Delay(20);
            if (clock.Elapsed > s_startTimeout)
            {
                throw new PostgresServerException($"PostgreSQL {_major} in {_home} does not stop.");
            }
        }
    }

    private async Task StartAgainAsync()
    {
        File.Delete(Path.Combine(_home, "stay-down"));
        await WaitUntilReadyAsync();
    }

    private async Task SignalAsync(string signal)
    {
        var lines = await File.ReadAllLinesAsync(Path.Combine(_home, "data", "postmaster.pid"));
        await RunAsync("kill", "-" + signal, int.Parse(lines[0], CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture));
    }

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
            catch (NpgsqlException) when (clock.Elapsed < s_startTimeout && !_process.HasExited)
            {
                await Task.Delay(20);
            }
            catch (NpgsqlException notReady)
            {
                throw new PostgresServerException($"PostgreSQL {_major} does not start ({notReady.Message}). Its log:{Environment.NewLine}{await File.ReadAllTextAsync(Path.Combine(_home, "server.log"))}");
            }
        }
    }

    private static async Task RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(program, arguments);
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new PostgresServerException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}.");
        }
    }
}
