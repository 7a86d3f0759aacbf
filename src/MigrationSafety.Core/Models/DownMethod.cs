using System;
using MigrationSafety.Core.Changes;
using MigrationSafety.Core.State;

namespace MigrationSafety.Core.Models;

internal enum DownKind
{
    /// <summary>Not written: EF Core then throws NotSupportedException.</summary>
    Missing,
    Empty,

    /// <summary>Somebody decided that there is no way back.</summary>
    Throws,
    Written,
}

/// <summary>A migration's Down.</summary>
/// <param name="Kind">What its syntax tells.</param>
/// <param name="OnlyDropsOrRenames">True where it calls nothing but Drop... and Rename...: brief, whatever it locks.</param>
/// <param name="Lower">What it tells PostgreSQL, against the schema that Up leaves; read only when it is called.</param>
internal sealed record DownMethod(DownKind Kind, bool OnlyDropsOrRenames, Func<SchemaState, ChangeSet> Lower);
