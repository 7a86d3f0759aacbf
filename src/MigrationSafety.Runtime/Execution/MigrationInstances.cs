using System;
using System.Collections.Immutable;
using System.Data;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Storage;
using MigrationSafety.Core.Changes;
using MigrationSafety.Core.Sql;
using MigrationSafety.Runtime.Options;

namespace MigrationSafety.Runtime.Execution;

/// <summary>Sees to it that instances which start at once migrate one after the other.</summary>
internal sealed class MigrationInstances
{
    public static readonly bool IsEfCore8 = typeof(Migration).Assembly.GetName().Version!.Major < 9;

    private readonly MigrationSafetyOptions options;
    private readonly ICurrentDbContext context;
    private readonly MigrationLock migrationLock;

    public MigrationInstances(MigrationSafetyOptions options, MigrationRun run, ICurrentDbContext context)
    {
        this.options = options;
        this.context = context;
        migrationLock = new MigrationLock(options, run.Log);
        EfCore8 = new EfCore8Instances(this, run);
    }

    public EfCore8Instances EfCore8 { get; }

    public bool IsLocked => migrationLock.IsHeld;

    /// <summary>The history table's name, as SQL.</summary>
    public string HistoryTable
    {
        get
        {
            var relational = RelationalOptionsExtension.Extract(context.Context.GetService<IDbContextOptions>());
            return SqlIdentifier.Quote(new QualifiedName(
                relational.MigrationsHistoryTableSchema, relational.MigrationsHistoryTableName ?? HistoryRepository.DefaultTableName));
        }
    }

    public IRelationalConnection Connection => context.Context.GetService<IRelationalConnection>();

    /// <summary>Waits for other instances; does nothing where this one has the lock.</summary>
    public async ValueTask BeforeFirstStatementAsync(bool async, CancellationToken cancellationToken)
    {
        if (options.OneInstanceAtATime && !migrationLock.IsHeld)
        {
            await migrationLock.TakeAsync(HistoryTable, new Database(Connection, async, cancellationToken)).ConfigureAwait(false);
        }
    }

    public async ValueTask EndAsync(bool isOpen, bool async)
    {
        if (!migrationLock.IsHeld)
        {
            return;
        }

        if (isOpen && Connection.CurrentTransaction is null)
        {
            await migrationLock.ReleaseAsync(new Database(Connection, async, CancellationToken.None)).ConfigureAwait(false);
        }
        else
        {
            migrationLock.Forget();
        }
    }

    /// <summary>Inside of Migrate(), before EF Core tells applied migrations from pending ones.</summary>
    public void BeforeMigrationsAreChosen(IMigrationsAssembly assembly, WaitingMigrations waiting)
    {
        if (IsEfCore8)
        {
            EfCore8.BeforeMigrationsAreChosen(assembly, waiting);
        }
        else if (Connection.DbConnection.State == ConnectionState.Open)
        {
            // From 9 on it also asks before it has connected, only to see that there are any.
            waiting.Look(assembly, Applied());
        }
    }

    public ImmutableHashSet<string> Applied() => HasHistory()
        ? Database().QueryAsync($"SELECT \"MigrationId\" FROM {HistoryTable}", static row => row.GetString(0))
            .AsTask().GetAwaiter().GetResult().ToImmutableHashSet()
        : ImmutableHashSet<string>.Empty;

    public bool HasHistory() =>
        Database().ScalarAsync<bool>("SELECT to_regclass($1) IS NOT NULL", HistoryTable).AsTask().GetAwaiter().GetResult();

    private Database Database() => new(Connection, async: false, CancellationToken.None);

    public bool IsWanted => options.OneInstanceAtATime;
}
