using System;
using System.Diagnostics;
using System.IO;
using System.Threading.Tasks;
using MigrationSafety.TestServers;

namespace MigrationSafety.Runtime.Tests.Reliability;

/// <summary>A worker in a process of its own.</summary>
internal sealed class WorkerProcess : IDisposable
{
    private readonly Process _process;
    private readonly Task<string> _errors;

    public WorkerProcess(string connectionString, string backfill, double restRatio)
    {
        var program = Path.Combine(PostgresInstallation.RepositoryRoot(), "artifacts", "bin", "MigrationSafety.Runtime.Worker", Configuration, "MigrationSafety.Runtime.Worker.dll");
        var start = new ProcessStartInfo("dotnet") { RedirectStandardError = true };
        foreach (var argument in (string[])[program, connectionString, backfill, restRatio.ToString(System.Globalization.CultureInfo.InvariantCulture)])
        {
            start.ArgumentList.Add(argument);
        }

        _process = Process.Start(start)!;
        _errors = _process.StandardError.ReadToEndAsync();
    }

    public bool HasExited => _process.HasExited;

    public int ExitCode => _process.ExitCode;

    public Task<string> ErrorsAsync() => _errors;

    /// <summary>SIGKILL: nothing of the process runs any more.</summary>
    public void Kill() => _process.Kill();

    public Task WaitAsync() => _process.WaitForExitAsync();

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }

    // This assembly lies in artifacts/bin/<project>/<configuration>[_<framework>].
    private static string Configuration => Path.GetFileName(AppContext.BaseDirectory.TrimEnd('/')).Split('_')[0];
}
