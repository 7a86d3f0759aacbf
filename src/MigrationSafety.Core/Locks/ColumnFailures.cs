using MigrationSafety.Core.Changes;

namespace MigrationSafety.Core.Locks;

/// <summary>Errors that several forms of ALTER TABLE share.</summary>
internal static class ColumnFailures
{
    /// <summary>A partition's columns are its parent's: 42P16.</summary>
    public static void Inherited(EffectsBuilder effects, ColumnChange change, string verb)
    {
        if (effects.Before.FindTable(change.Table)?.PartitionOf is { } parent
            && effects.Before.FindTable(parent)?.FindColumn(change.Column) is not null)
        {
            effects.Fail("42P16", $"cannot {verb} column \"{change.Column}\"");
        }
    }
}
