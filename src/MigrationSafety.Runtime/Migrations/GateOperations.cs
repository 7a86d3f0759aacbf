using System.Collections.Generic;
using System.Linq;
using Microsoft.EntityFrameworkCore.Migrations.Operations;
using MigrationSafety.Core.Recipes.Online;

namespace MigrationSafety.Runtime.Migrations;

/// <summary>Finds the gates among a migration's operations.</summary>
internal static class GateOperations
{
    /// <summary>Its value is the <see cref="BackfillGate"/>.</summary>
    public const string Annotation = "MigrationSafety:Gate";

    public static IReadOnlyList<BackfillGate> In(IEnumerable<MigrationOperation> operations) =>
        operations.Select(GateOf).OfType<BackfillGate>().ToList();

    public static bool IsGate(MigrationOperation operation) => GateOf(operation) is not null;

    private static BackfillGate? GateOf(MigrationOperation operation) => operation[Annotation] as BackfillGate;
}
