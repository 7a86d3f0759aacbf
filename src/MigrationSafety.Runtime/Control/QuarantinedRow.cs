using System;
using System.Collections.Generic;

namespace MigrationSafety.Runtime.Control;

/// <summary>A row that does not take its new value.</summary>
/// <param name="Relation">Its table or partition, as SQL.</param>
/// <param name="Key">Its key as text; its place in the file where the table has no key.</param>
/// <param name="SqlState">The SQLSTATE of the error.</param>
/// <param name="Message">The error.</param>
/// <param name="At">When it failed last.</param>
public sealed record QuarantinedRow(string Relation, IReadOnlyList<string> Key, string SqlState, string Message, DateTimeOffset At);
