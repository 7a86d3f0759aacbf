using System.Collections.Generic;

namespace MigrationSafety.Runtime.Backfills;

/// <summary>The table that rows are copied into.</summary>
/// <param name="Schema">Its schema; null: found by the search path.</param>
/// <param name="Table">Its name, as the catalog has it.</param>
/// <param name="Key">The columns of a unique index of the target: a row that is there already is found by them.</param>
/// <param name="Existing">What happens to a row that is there already.</param>
public sealed record CopyTarget(string? Schema, string Table, IReadOnlyList<string> Key, ExistingRows Existing);
