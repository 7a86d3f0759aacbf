using MigrationSafety.Core.Changes;
using MigrationSafety.Core.State;

namespace MigrationSafety.Core.Locks;

/// <summary>change x version x before-state -> effects. The only place that knows PostgreSQL's locks.</summary>
internal static class LockModel
{
    /// <summary>What PostgreSQL does with a change; never throws.</summary>
    public static ChangeEffects EffectsOf(SchemaChange change, SchemaState before, PostgresVersion version) => ChangeEffects.None;
}
