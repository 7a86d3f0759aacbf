using System.Collections.Immutable;
using MigrationSafety.Core.Changes;
using MigrationSafety.Core.State;

namespace MigrationSafety.Core.EfCore;

/// <summary>Lowers a MigrationBuilder operation into what Npgsql really emits for it.</summary>
internal static class EfLowering
{
    /// <summary>
    /// Lowers one operation. <paramref name="before"/> supplies old types where the operation does not say them.
    /// Origins carry <paramref name="step"/> and number statements from <paramref name="firstStatement"/>.
    /// </summary>
    public static ImmutableArray<SchemaChange> Lower(
        EfOperation operation, SchemaState before, int? efCoreMajor, int step, int firstStatement) =>
        ImmutableArray<SchemaChange>.Empty;
}
