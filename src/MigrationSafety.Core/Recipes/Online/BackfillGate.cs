using System;
using System.Globalization;
using MigrationSafety.Core.Changes;
using MigrationSafety.Core.Sql;

namespace MigrationSafety.Core.Recipes.Online;

/// <summary>
/// What a contract step asks before it takes the old side away: its backfill is complete, verified, without quarantine, released, the soak time
/// over, and no session of a retired version there. The guard raises; it stands first in the migration, so that it is asked with the locks held.
/// </summary>
internal sealed record BackfillGate
{
    public const string DefaultControlSchema = "migration_safety";

    /// <summary>The error of a closed gate.</summary>
    public const string ClosedSqlState = "MS020";

    public required string Backfill { get; init; }

    /// <summary>The table that the backfill fills. Where it is empty and the backfill never ran, there is nothing to wait for.</summary>
    public required QualifiedName Table { get; init; }

    /// <summary>How long the backfill must have been complete and released.</summary>
    public TimeSpan Soak { get; init; }

    /// <summary>A LIKE pattern of the application_name of versions that must be gone; null: none.</summary>
    public string? Retired { get; init; }

    public string ControlSchema { get; init; } = DefaultControlSchema;

    /// <summary>The arguments of the functions gate and require, as SQL.</summary>
    public string Arguments() =>
        string.Join(
            ", ",
            SqlLiteral.Quote(Backfill),
            SqlLiteral.Quote(SqlIdentifier.Quote(Table)),
            string.Format(CultureInfo.InvariantCulture, "interval '{0} seconds'", Soak.TotalSeconds),
            Retired is null ? "NULL" : SqlLiteral.Quote(Retired));

    /// <summary>A database without a control schema never ran a backfill: fine for an empty table, as in a new database.</summary>
    public string Guard() => "DO " + SqlLiteral.Quote($"""

        DECLARE
          has_rows boolean := false;
        BEGIN
          IF to_regprocedure({SqlLiteral.Quote(SqlIdentifier.Quote(ControlSchema) + ".require(text, text, interval, text)")}) IS NOT NULL THEN
            PERFORM {SqlIdentifier.Quote(ControlSchema)}.require({Arguments()});
          ELSE
            IF to_regclass({SqlLiteral.Quote(SqlIdentifier.Quote(Table))}) IS NOT NULL THEN
              EXECUTE {SqlLiteral.Quote("SELECT EXISTS (SELECT FROM " + SqlIdentifier.Quote(Table) + ")")} INTO has_rows;
            END IF;
            IF has_rows THEN
              RAISE EXCEPTION USING ERRCODE = '{ClosedSqlState}',
                MESSAGE = {SqlLiteral.Quote($"the gate of backfill '{Backfill}' is closed: no backfill ever ran in this database")},
                HINT = {SqlLiteral.Quote($"Nothing was changed. The control schema {SqlIdentifier.Quote(ControlSchema)} is missing: run the backfill first.")};
            END IF;
          END IF;
        END

        """);
}
