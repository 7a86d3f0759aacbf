using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using Microsoft.Extensions.DependencyInjection;
using MigrationSafety.Runtime.Backfills;
using MigrationSafety.Runtime.Control;
using MigrationSafety.Runtime.Engine;
using MigrationSafety.Runtime.Errors;
using Npgsql;

namespace MigrationSafety.Runtime.Hosting;

/// <summary>A database that this application runs backfills in, or waits for them; one for each AddMigrationSafety. Injected as IEnumerable.</summary>
public sealed class MigrationSafetyDatabase : IDisposable
{
    private readonly IServiceProvider _services;
    private readonly Func<IServiceProvider, string> _connectionString;
    private readonly object _lock = new();
    private readonly ConcurrentDictionary<string, BackfillProgress> _progress = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, string> _failures = new(StringComparer.Ordinal);
    private NpgsqlDataSource? _source;
    private NpgsqlDataSource? _owned;

    internal MigrationSafetyDatabase(string name, MigrationSafetyHostingOptions options, IServiceProvider services, Func<IServiceProvider, string> connectionString)
    {
        Name = name;
        Options = options;
        _services = services;
        _connectionString = connectionString;
    }

    /// <summary>The name of the context.</summary>
    public string Name { get; }

    /// <summary>The schema of the control tables.</summary>
    public string ControlSchema => Options.Engine.ControlSchema;

    /// <summary>The data source that backfills run on.</summary>
    /// <exception cref="BackfillException">The context has no connection string, and the options name none.</exception>
    public NpgsqlDataSource DataSource
    {
        get
        {
            lock (_lock)
            {
                return _source ??= Options.DataSource?.Invoke(_services) ?? (_owned = NpgsqlDataSource.Create(ConnectionString()));
            }
        }
    }

    /// <summary>The commands for its backfills.</summary>
    /// <exception cref="BackfillException">The context has no connection string, and the options name none.</exception>
    public BackfillControl Control => new(DataSource, ControlSchema);

    /// <summary>What happened to its backfills.</summary>
    /// <exception cref="BackfillException">The context has no connection string, and the options name none.</exception>
    public BackfillJournal Journal => new(DataSource, ControlSchema);

    /// <summary>Why a backfill does not run in this process, by its name or class; empty: all do.</summary>
    public IReadOnlyDictionary<string, string> Failures => _failures;

    internal MigrationSafetyHostingOptions Options { get; }

    /// <summary>What this process last knew of a backfill that it works on; null: it does not work on it.</summary>
    public BackfillProgress? ProgressOf(string backfill) => _progress.TryGetValue(backfill, out var progress) ? progress : null;

    internal void Report(BackfillProgress progress) => _progress[progress.Name] = progress;

    internal void End(string backfill) => _progress.TryRemove(backfill, out _);

    internal void Fail(string backfill, string why) => _failures[backfill] = why;

    internal void Forgive(string backfill) => _failures.TryRemove(backfill, out _);

    /// <summary>The backfills, each with the scope that it lives in.</summary>
    internal IEnumerable<(IBackfill Backfill, AsyncServiceScope Scope)> CreateBackfills()
    {
        foreach (var create in Options.Backfills)
        {
            var scope = _services.CreateAsyncScope();
            IBackfill backfill;
            try
            {
                backfill = create(scope.ServiceProvider);
            }
            catch
            {
                scope.Dispose();
                throw;
            }

            yield return (backfill, scope);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _owned?.Dispose();

    private string ConnectionString()
    {
        if (Options.ConnectionString is { } direct)
        {
            return direct;
        }

        using var scope = _services.CreateScope();
        return _connectionString(scope.ServiceProvider);
    }
}
