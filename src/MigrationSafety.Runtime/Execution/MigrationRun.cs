using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Threading.Tasks;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;
using Microsoft.EntityFrameworkCore.Storage;
using MigrationSafety.Core;
using MigrationSafety.Core.Locks;
using MigrationSafety.Core.State;
using MigrationSafety.Runtime.Options;
using Npgsql;
using Polly;
using Polly.Retry;

namespace MigrationSafety.Runtime.Execution;

/// <summary>What the decorators of one context know together while its migrations run.</summary>
internal sealed class MigrationRun
{
    private readonly MigrationSafetyOptions options;
    private readonly ConditionalWeakTable<IReadOnlyList<MigrationOperation>, string> ids = new();
    private readonly ConditionalWeakTable<MigrationUnderWay, SchemaState> states = new();
    private IDbContextTransaction? workedIn;

    public MigrationRun(MigrationSafetyOptions options, IDiagnosticsLogger<DbLoggerCategory.Migrations> diagnostics)
    {
        this.options = options;
        Log = new RunLog(diagnostics.Logger);
        Locks = new StrongLocks(this, options);
        Retries = RetriesOf();
    }

    public RunLog Log { get; }

    public StrongLocks Locks { get; }

    /// <summary>For commands outside of a transaction, which hold nothing between two tries.</summary>
    public ResiliencePipeline Retries { get; }

    /// <summary>Migrations that another instance applied after EF Core had read which are pending.</summary>
    public ImmutableHashSet<string> AppliedMeanwhile { get; set; } = ImmutableHashSet<string>.Empty;

    /// <summary>True where a command of a migration ran in this transaction.</summary>
    public bool HasWorkedIn(IDbContextTransaction? transaction) => transaction is not null && transaction == workedIn;

    public void WorksIn(IDbContextTransaction? transaction) => workedIn = transaction;

    public void Remember(Migration migration, TypeInfo type)
    {
        if (type.GetCustomAttribute<MigrationAttribute>()?.Id is { } id)
        {
            ids.AddOrUpdate(migration.UpOperations, id);
        }
    }

    public string? IdOf(IReadOnlyList<MigrationOperation> operations) => ids.TryGetValue(operations, out var id) ? id : null;

    /// <summary>Looks at a migration as a whole, once, before its first statement.</summary>
    /// <exception cref="UnsafeMigrationException">It is refused.</exception>
    public async ValueTask JudgeAsync(MigrationUnderWay migration, Database database)
    {
        if (migration.IsJudged)
        {
            return;
        }

        migration.IsJudged = true;
        var state = await CatalogSchema.ReadAsync(migration.ChangeSet, database).ConfigureAwait(false);
        states.AddOrUpdate(migration, state);
        if (options.RefuseUnsafe && migration.Id is { } id && Judgement.Of(migration, state, VersionOf(database)) is { Count: > 0 } findings)
        {
            throw new UnsafeMigrationException(id, findings);
        }
    }

    /// <summary>What a command does to tables that were there before the migration.</summary>
    public IReadOnlyList<ChangeEffects> EffectsOf(MigrationUnderWay migration, int command)
    {
        var state = states.TryGetValue(migration, out var known) ? known : SchemaState.Empty;
        return migration.ChangesOf(command).Select(change => LockModel.EffectsOf(change, state, new PostgresVersion(PostgresVersion.Newest))).ToList();
    }

    public void LogLocks(MigrationUnderWay migration, int command)
    {
        var effects = EffectsMerging.Merge(EffectsOf(migration, command));
        if (effects.StrongestLock >= LockMode.ShareUpdateExclusive)
        {
            Log.CommandLocks(migration.Id ?? "", FirstLine(migration.Commands[command].CommandText), EffectWording.Describe(effects));
        }
    }

    private static PostgresVersion VersionOf(Database database)
    {
        var version = ((NpgsqlConnection)database.Connection.DbConnection).PostgreSqlVersion.Major;
        return PostgresVersion.TryParse(version.ToString(System.Globalization.CultureInfo.InvariantCulture), out var known) ? known : new PostgresVersion(PostgresVersion.Newest);
    }

    private ResiliencePipeline RetriesOf() => new ResiliencePipelineBuilder()
        .AddRetry(new RetryStrategyOptions
        {
            ShouldHandle = new PredicateBuilder().Handle<PostgresException>(
                static e => e.SqlState is PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.DeadlockDetected),
            MaxRetryAttempts = options.LockAttempts,
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            Delay = options.LongestRest / 10,
            MaxDelay = options.LongestRest,
            OnRetry = retry =>
            {
                var failure = (PostgresException)retry.Outcome.Exception!;
                Log.TryingAgain("A step outside the transaction", failure.SqlState, failure.MessageText, retry.RetryDelay);
                return ValueTask.CompletedTask;
            },
        })
        .Build();

    // Values stay out of the log: a statement's first line names what it is about.
    private static string FirstLine(string sql)
    {
        var line = sql.TrimStart().Split('\n')[0].TrimEnd();
        return line.Length > 200 ? line[..200] + " ..." : line;
    }
}
