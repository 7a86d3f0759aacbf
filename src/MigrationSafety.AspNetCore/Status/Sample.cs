using System;

namespace MigrationSafety.AspNetCore.Status;

/// <summary>A point of the drawing.</summary>
/// <param name="At">When.</param>
/// <param name="Pass">The pass over the table.</param>
/// <param name="Done">The part of the pass that is behind, from 0 to 1.</param>
/// <param name="RowsPerSecond">Rows of the pass in a second since the point before.</param>
internal sealed record Sample(DateTimeOffset At, int Pass, double Done, double RowsPerSecond);
