using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Reflection;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace MigrationSafety.Runtime.Execution;

/// <summary>
/// Tells the run which operations belong to which migration, and hides from Migrate() what another instance applied meanwhile and what
/// waits for a gate.
/// </summary>
internal sealed class SafeMigrationsAssembly(IMigrationsAssembly inner, MigrationRun run, MigrationInstances instances, WaitingMigrations waiting)
    : IMigrationsAssembly
{
    public IReadOnlyDictionary<string, TypeInfo> Migrations
    {
        get
        {
            if (!MigrateFrame.IsOnStack())
            {
                return inner.Migrations;
            }

            instances.BeforeMigrationsAreChosen(inner, waiting);
            return inner.Migrations.Where(m => !run.AppliedMeanwhile.Contains(m.Key) && !waiting.Ids.Contains(m.Key))
                .ToImmutableSortedDictionary(static m => m.Key, static m => m.Value);
        }
    }

    public ModelSnapshot? ModelSnapshot => inner.ModelSnapshot;

    public Assembly Assembly => inner.Assembly;

    public string? FindMigrationId(string nameOrId)
    {
        var id = inner.FindMigrationId(nameOrId);
        if (id is not null && MigrateFrame.IsOnStack())
        {
            waiting.CheckTarget(id);
        }

        return id;
    }

    public Migration CreateMigration(TypeInfo migrationClass, string activeProvider)
    {
        var migration = inner.CreateMigration(migrationClass, activeProvider);
        run.Remember(migration, migrationClass);
        return migration;
    }
}
