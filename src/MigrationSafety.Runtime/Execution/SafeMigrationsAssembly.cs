using System.Collections.Generic;
using System.Reflection;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace MigrationSafety.Runtime.Execution;

/// <summary>Tells the run which operations belong to which migration, and hides what another instance applied meanwhile.</summary>
internal sealed class SafeMigrationsAssembly(IMigrationsAssembly inner, MigrationRun run, MigrationInstances instances) : IMigrationsAssembly
{
    public IReadOnlyDictionary<string, TypeInfo> Migrations
    {
        get
        {
            instances.EfCore8.BeforeMigrationsAreChosen(inner.Migrations.Keys);
            return run.Visible(inner.Migrations);
        }
    }

    public ModelSnapshot? ModelSnapshot => inner.ModelSnapshot;

    public Assembly Assembly => inner.Assembly;

    public string? FindMigrationId(string nameOrId) => inner.FindMigrationId(nameOrId);

    public Migration CreateMigration(TypeInfo migrationClass, string activeProvider)
    {
        var migration = inner.CreateMigration(migrationClass, activeProvider);
        run.Remember(migration, migrationClass);
        return migration;
    }
}
