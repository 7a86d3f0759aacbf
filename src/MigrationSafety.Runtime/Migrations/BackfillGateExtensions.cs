using System;
using Microsoft.EntityFrameworkCore.Migrations.Operations;
using Microsoft.EntityFrameworkCore.Migrations.Operations.Builders;
using MigrationSafety.Core.Recipes.Online;
using MigrationSafety.Runtime.Migrations;

namespace Microsoft.EntityFrameworkCore.Migrations;

/// <summary>The gate before a contract step.</summary>
public static class BackfillGateExtensions
{
    /// <summary>
    /// Lets the migration run only when a backfill is complete, verified, without rows in quarantine and released, its soak time
    /// is over, and no session of a retired version is there. With UseMigrationSafety the migration stays pending until then, together
    /// with later ones that touch its tables; without, and in scripts, the statement raises error MS020 and the transaction is
    /// rolled back. Call it first in Up(): it is then asked with the locks held. There is nothing to reverse. A table that is empty, or not
    /// there, in a database where the backfill never ran opens the gate: a new database waits for nothing.
    /// </summary>
    /// <param name="migrationBuilder">The builder.</param>
    /// <param name="backfill">The backfill's name.</param>
    /// <param name="table">The table that it fills.</param>
    /// <param name="schema">The table's schema; null for the default one.</param>
    /// <param name="soak">How long it must have been complete and released; null: not at all.</param>
    /// <param name="retired">
    /// A LIKE pattern of the <c>application_name</c>, or of the heartbeat, of versions that must be gone, as <c>"Shop 1.%"</c>; null: none.
    /// </param>
    /// <param name="controlSchema">The schema of the control tables.</param>
    /// <exception cref="ArgumentException">A name is empty, or the soak time negative.</exception>
    public static OperationBuilder<SqlOperation> RequireBackfill(
        this MigrationBuilder migrationBuilder,
        string backfill,
        string table,
        string? schema = null,
        TimeSpan? soak = null,
        string? retired = null,
        string controlSchema = "migration_safety")
    {
        ArgumentNullException.ThrowIfNull(migrationBuilder);
        ArgumentException.ThrowIfNullOrWhiteSpace(backfill);
        ArgumentException.ThrowIfNullOrWhiteSpace(table);
        ArgumentOutOfRangeException.ThrowIfLessThan(soak ?? TimeSpan.Zero, TimeSpan.Zero, nameof(soak));
        var gate = new BackfillGate
        {
            Backfill = backfill,
            Table = RecipeOperations.Table(table, schema),
            Soak = soak ?? TimeSpan.Zero,
            Retired = retired,
            ControlSchema = controlSchema,
        };
        return migrationBuilder.Write([gate.Guard()]).Annotation(GateOperations.Annotation, gate);
    }
}
