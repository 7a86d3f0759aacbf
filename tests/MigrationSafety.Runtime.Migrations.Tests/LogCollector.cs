using System;
using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace MigrationSafety.Runtime.Migrations.Tests;

/// <summary>Keeps what the run itself logs.</summary>
public sealed class LogCollector(ConcurrentQueue<string> lines) : ILoggerProvider, ILogger
{
    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (eventId.Id is >= 41000 and < 42000)
        {
            lines.Enqueue(formatter(state, exception));
        }
    }

    public void Dispose()
    {
    }
}
