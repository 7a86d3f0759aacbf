using MigrationSafety.Core.Changes;

namespace MigrationSafety.Core.State;

internal sealed partial record SchemaState
{
    /// <summary>The schema after a change.</summary>
    public SchemaState Apply(SchemaChange change) => this;
}
