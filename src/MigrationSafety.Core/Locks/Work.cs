using System;

namespace MigrationSafety.Core.Locks;

/// <summary>What a statement does to a relation besides locking it.</summary>
[Flags]
internal enum Work
{
    None = 0,
    Scan = 1,
    BuildIndex = 2,
    NewFile = 4,

    /// <summary>A rewrite reads every row too; indexes are added where the table has any.</summary>
    Rewrite = 8,
}
