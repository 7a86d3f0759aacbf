using System;
using System.Collections.Generic;
using System.Linq;
using MigrationSafety.Core.State;
using MigrationSafety.Core.Usages;

namespace MigrationSafety.Core.Models;

/// <summary>
/// What is known of the application around a migration: its code, and its models; null where there is no Designer (or
/// snapshot) that tells.
/// </summary>
internal sealed record ApplicationView
{
    public static readonly ApplicationView None = new();

    /// <summary>The previous migration's.</summary>
    public EntityModel? Before { get; init; }

    /// <summary>The migration's own.</summary>
    public EntityModel? After { get; init; }

    /// <summary>
    /// That of the version which runs while the migration is applied: the last deployed migration's where
    /// deployed_through names one, else the one before.
    /// </summary>
    public EntityModel? Running { get; init; }

    /// <summary>The one that the code has now: the snapshot's, or the newest Designer's.</summary>
    public EntityModel? Current { get; init; }

    /// <summary>The code of the project, or of the solution; null where nobody can be asked.</summary>
    public IApplicationCode? Code { get; init; }

    /// <summary>Gives the schema after the newest migration of the chain, which is only made when a rule asks; null where the set stands alone.</summary>
    public Func<SchemaState>? SchemaAfterAll { get; init; }

    /// <summary>The way back; null where there is none to ask for (a .sql file), and its result where it cannot be seen.</summary>
    public Func<DownMethod?>? Down { get; init; }

    /// <summary>Tells whether the project's code raises Npgsql's command timeout; null where nobody can be asked.</summary>
    public Func<bool>? RaisesCommandTimeout { get; init; }

    /// <summary>
    /// Gives the backfills that code defines, which are looked for when a rule asks; null where nobody can be asked, and its
    /// result where some are out of sight.
    /// </summary>
    public Func<DefinedBackfills?>? Backfills { get; init; }

    /// <summary>The models that there are, each once.</summary>
    public IEnumerable<EntityModel> Models => new[] { Current, After, Before, Running }.OfType<EntityModel>().Distinct();
}
