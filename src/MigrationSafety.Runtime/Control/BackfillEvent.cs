using System;

namespace MigrationSafety.Runtime.Control;

/// <summary>Something that happened to a backfill.</summary>
/// <param name="At">When, by the server's clock.</param>
/// <param name="Backfill">Its name.</param>
/// <param name="Kind">pass, signal, pause, resume, cancel, throttle, stopped, completed, ...</param>
/// <param name="Message">What happened.</param>
/// <param name="Role">Whose session it was.</param>
public sealed record BackfillEvent(DateTimeOffset At, string Backfill, string Kind, string Message, string Role);
