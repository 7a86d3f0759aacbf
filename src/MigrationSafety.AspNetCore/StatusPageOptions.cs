using System;

namespace MigrationSafety.AspNetCore;

/// <summary>Who may see the status page, and who may use its buttons; set by <c>MapMigrationSafety(configure: options => ...)</c>.</summary>
public sealed class StatusPageOptions
{
    /// <summary>
    /// True: whoever reaches the application may read the page. Default false: only this machine (loopback, not through a proxy) may, unless the
    /// endpoints require authorization: <c>app.MapMigrationSafety().RequireAuthorization("operators")</c>.
    /// </summary>
    public bool AllowRemote { get; set; }

    /// <summary>
    /// The name of the authorization policy for every change (pause, resume, cancel, throttle). Default null: the page has no buttons,
    /// and changes are refused.
    /// </summary>
    public string? ControlPolicy { get; set; }

    /// <summary>How often progress is noted for the drawing. Default 5 s.</summary>
    public TimeSpan SampleInterval { get; set; } = TimeSpan.FromSeconds(5);

    internal void Validate() => ArgumentOutOfRangeException.ThrowIfLessThan(SampleInterval, TimeSpan.FromMilliseconds(100), nameof(SampleInterval));
}
