namespace MigrationSafety.Runtime.Signals;

/// <summary>What the signals say together.</summary>
/// <param name="RestRatio">Rest after a batch, as a multiple of its time; infinite: wait.</param>
/// <param name="Workers">The share of this process's workers that go on, from 0 to 1.</param>
/// <param name="Reason">The signal that weighs most, with its value; null: none weighs anything.</param>
/// <param name="Signal">The name of that signal.</param>
internal sealed record Verdict(double RestRatio, double Workers, string? Reason, string? Signal = null)
{
    public static Verdict Free { get; } = new(0, 1, null);

    public static Verdict Stop(string reason, string? signal = null) => new(double.PositiveInfinity, 0, reason, signal);

    // Nothing up to half the limit; as long as the batch at three quarters; without end at the limit. Workers leave before rests
    // get long: half of them at three quarters.
    public static Verdict Of(double pressure, string reason, string? signal = null) =>
        pressure >= 1 ? Stop(reason, signal)
        : pressure <= 0.5 ? Free
        : new((pressure - 0.5) / (1 - pressure), 2 * (1 - pressure), reason, signal);
}
