using System;
using MigrationSafety.Core.Changes;
using MigrationSafety.Core.State;

namespace MigrationSafety.Core.EfCore;

/// <summary>
/// A change set with its changes, and the schema after it. Of a migration that is in production only the schema is of
/// interest: what changes nothing in it is read when somebody asks for the changes.
/// </summary>
internal sealed class LoweredChangeSet
{
    private readonly Lazy<ChangeSet> changeSet;

    /// <param name="changeSet">Called once, on any thread.</param>
    /// <param name="after">The schema after the change set.</param>
    public LoweredChangeSet(Func<ChangeSet> changeSet, SchemaState after)
    {
        this.changeSet = new(changeSet);
        After = after;
    }

    public ChangeSet ChangeSet => changeSet.Value;

    public SchemaState After { get; }
}
