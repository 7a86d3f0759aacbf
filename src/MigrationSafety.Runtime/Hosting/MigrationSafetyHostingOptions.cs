using System;
using System.Collections.Generic;
using Microsoft.Extensions.DependencyInjection;
using MigrationSafety.Runtime.Backfills;
using MigrationSafety.Runtime.Engine;
using Npgsql;

namespace MigrationSafety.Runtime.Hosting;

/// <summary>What an application does about the backfills of one context's database; set by <c>AddMigrationSafety&lt;TContext&gt;(options => ...)</c>.</summary>
public sealed class MigrationSafetyHostingOptions
{
    private readonly List<Func<IServiceProvider, IBackfill>> _backfills = [];
    private readonly SortedSet<string> _reads = new(StringComparer.Ordinal);

    /// <summary>How backfills are run.</summary>
    public BackfillOptions Engine { get; set; } = new();

    /// <summary>
    /// Name and version of this application, as "Shop 2.3": the database is told every 15 s that it runs, and gates that retire this version wait
    /// for its end. Null, the default: nothing is told; gates look at <c>application_name</c> alone.
    /// </summary>
    public string? Application { get; set; }

    /// <summary>False: this application only waits for its backfills; others, as a job, run them. Default true.</summary>
    public bool RunBackfills { get; set; } = true;

    /// <summary>
    /// Where backfills run; null: where the context connects to. Workers need sessions of their own: behind a pooler that hands out
    /// transactions, give the direct connection here.
    /// </summary>
    public string? ConnectionString { get; set; }

    /// <summary>
    /// The data source that backfills run on, as <c>provider => provider.GetRequiredService&lt;NpgsqlDataSource&gt;()</c>; wins over
    /// <see cref="ConnectionString"/>. It is not disposed here.
    /// </summary>
    public Func<IServiceProvider, NpgsqlDataSource>? DataSource { get; set; }

    /// <summary>How often the control tables are asked while something is waited for. Default 1 s.</summary>
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>The backfills that this version's code relies on. It is not ready before each of them is complete, verified and without rows in quarantine.</summary>
    public IReadOnlyCollection<string> ReadBackfills => _reads;

    internal IReadOnlyList<Func<IServiceProvider, IBackfill>> Backfills => _backfills;

    /// <summary>A backfill to run. They run one after the other, in the order in which they are added.</summary>
    /// <typeparam name="TBackfill">Its class; made in a scope of its own, its constructor may ask for services.</typeparam>
    public MigrationSafetyHostingOptions AddBackfill<TBackfill>()
        where TBackfill : class, IBackfill => AddBackfill(static provider => ActivatorUtilities.GetServiceOrCreateInstance<TBackfill>(provider));

    /// <summary>A backfill to run, made by hand.</summary>
    public MigrationSafetyHostingOptions AddBackfill(Func<IServiceProvider, IBackfill> create)
    {
        ArgumentNullException.ThrowIfNull(create);
        _backfills.Add(create);
        return this;
    }

    /// <summary>Says that this version's code reads what these backfills write.</summary>
    /// <exception cref="ArgumentException">A name is blank.</exception>
    public MigrationSafetyHostingOptions Reads(params string[] backfills)
    {
        foreach (var backfill in backfills)
        {
            ArgumentException.ThrowIfNullOrWhiteSpace(backfill);
            _reads.Add(backfill);
        }

        return this;
    }

    internal void Validate()
    {
        ArgumentNullException.ThrowIfNull(Engine);
        if (Application is not null)
        {
            ArgumentException.ThrowIfNullOrWhiteSpace(Application, nameof(Application));
        }

        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(PollInterval, TimeSpan.Zero, nameof(PollInterval));
    }
}
