using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using MigrationSafety.Runtime.Hosting;

namespace MigrationSafety.Runtime.Tests.Hosting;

/// <summary>An application with a context, hosted services and health checks, and its log.</summary>
internal sealed class TestHost : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private readonly IHostedService[] _hosted;

    private TestHost(ServiceProvider services)
    {
        _services = services;
        _hosted = [.. services.GetServices<IHostedService>()];
    }

    public LogOfTest Log => _services.GetRequiredService<LogOfTest>();

    public IMigrationSafetyReadiness Readiness => _services.GetRequiredService<IMigrationSafetyReadiness>();

    public static async Task<TestHost> StartAsync(string connectionString, Action<MigrationSafetyHostingOptions> configure, Action<IServiceCollection>? more = null)
    {
        var log = new LogOfTest();
        var services = new ServiceCollection();
        services.AddSingleton(log);
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(log));
        services.AddDbContext<PlainContext>(options => options.UseNpgsql(connectionString));
        services.AddMigrationSafety<PlainContext>(options => (options.PollInterval, options.Engine.TargetBatchTime) = (TimeSpan.FromMilliseconds(50), TimeSpan.FromMilliseconds(20)));
        services.AddMigrationSafety<PlainContext>(configure);
        services.AddHealthChecks().AddMigrationSafety();
        more?.Invoke(services);
        var host = new TestHost(services.BuildServiceProvider());
        foreach (var service in host._hosted)
        {
            await service.StartAsync(CancellationToken.None);
        }

        return host;
    }

    public async Task<HealthReportEntry> HealthAsync() =>
        (await _services.GetRequiredService<HealthCheckService>().CheckHealthAsync(static check => check.Tags.Contains("ready"))).Entries["migration-safety"];

    public async Task<HealthReportEntry> UntilAsync(Func<HealthReportEntry, bool> holds)
    {
        for (var i = 0; i < 400; i++)
        {
            if (await HealthAsync() is var entry && holds(entry))
            {
                return entry;
            }

            await Task.Delay(50);
        }

        throw new TimeoutException($"{(await HealthAsync()).Description}{Environment.NewLine}{string.Join(Environment.NewLine, Log.Lines)}");
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var service in _hosted)
        {
            await service.StopAsync(CancellationToken.None);
        }

        await _services.DisposeAsync();
    }

    internal sealed class PlainContext(DbContextOptions<PlainContext> options) : DbContext(options);

    internal sealed class LogOfTest : ILoggerProvider, ILogger
    {
        private readonly ConcurrentQueue<string> _lines = new();

        public IReadOnlyCollection<string> Lines => _lines;

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            _lines.Enqueue($"{logLevel}: {formatter(state, exception)} {exception}");

        public void Dispose()
        {
        }
    }
}
