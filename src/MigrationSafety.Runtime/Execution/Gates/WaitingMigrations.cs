using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Reflection;
using System.Threading;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using MigrationSafety.Runtime.Migrations;

namespace MigrationSafety.Runtime.Execution;

/// <summary>
/// The pending migrations that Migrate() leaves pending: those whose gate is closed, and later ones that touch what those touch.
/// The others are applied; EF Core's history does not mind the order.
/// </summary>
internal sealed class WaitingMigrations(MigrationInstances instances, MigrationRun run, ICurrentDbContext context)
{
    private IReadOnlyList<(string Id, string Why)> waiting = [];
    private bool isKnown;

    public ImmutableHashSet<string> Ids => [.. waiting.Select(static w => w.Id)];

    /// <summary>EF Core reads its history anew: what is known may be old.</summary>
    public void Forget() => isKnown = false;

    /// <summary>Looks at the gates of the migrations that are not applied, once for each Migrate().</summary>
    public void Look(IMigrationsAssembly assembly, ImmutableHashSet<string> applied)
    {
        if (isKnown)
        {
            return;
        }

        isKnown = true;
        waiting = Find(assembly, assembly.Migrations.Where(m => !applied.Contains(m.Key)).OrderBy(static m => m.Key, StringComparer.Ordinal)).ToList();
        foreach (var (id, why) in waiting)
        {
            run.Log.Waits(id, why);
        }
    }

    /// <exception cref="GateClosedException">A migration up to this one waits.</exception>
    public void CheckTarget(string target)
    {
        var before = waiting.Where(w => string.Compare(w.Id, target, StringComparison.OrdinalIgnoreCase) <= 0).ToList();
        if (before.Count > 0)
        {
            throw new GateClosedException(target, [.. before.Select(static w => $"{w.Id} waits: {w.Why}.")]);
        }
    }

    private IEnumerable<(string Id, string Why)> Find(IMigrationsAssembly assembly, IEnumerable<KeyValuePair<string, TypeInfo>> pending)
    {
        var held = new List<(string Id, TouchedNames Names)>();
        foreach (var (id, type) in pending)
        {
            var migration = assembly.CreateMigration(type, context.Context.Database.ProviderName!);
            if (WhyItWaits(migration, held) is { } why)
            {
                yield return (id, why);
                held.Add((id, TouchedNames.OfAsync(Lower(migration), Database()).AsTask().GetAwaiter().GetResult()));
            }
        }
    }

    private string? WhyItWaits(Migration migration, List<(string Id, TouchedNames Names)> held)
    {
        foreach (var gate in GateOperations.In(migration.UpOperations))
        {
            var reasons = GateReader.ReasonsAsync(gate, Database()).AsTask().GetAwaiter().GetResult();
            if (reasons.Count > 0)
            {
                return $"the gate of backfill \"{gate.Backfill}\" is closed: {string.Join("; ", reasons)}";
            }
        }

        if (held.Count == 0)
        {
            return null;
        }

        var changes = Lower(migration);
        foreach (var (id, names) in held)
        {
            var shared = names.SharedWith(changes);
            if (shared is not { Count: 0 })
            {
                return shared is null
                    ? $"whether it depends on {id}, which waits too, cannot be told from its SQL"
                    : $"it touches {string.Join(", ", shared)}, as {id} does, which waits too";
            }
        }

        return null;
    }

    // The gate itself is left out: it names the table, and nothing else.
    private Core.Changes.ChangeSet Lower(Migration migration)
    {
        var operations = migration.UpOperations.Where(static o => !GateOperations.IsGate(o)).ToList();
        var model = context.Context.GetService<IModelRuntimeInitializer>().Initialize(migration.TargetModel, designTime: true, validationLogger: null);
        return new MigrationUnderWay(null, context.Context.GetService<IMigrationsSqlGenerator>().Generate(operations, model)).ChangeSet;
    }

    private Database Database() => new(instances.Connection, async: false, CancellationToken.None);
}
