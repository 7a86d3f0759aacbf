namespace MigrationSafety.Runtime.Telemetry;

/// <summary>What to listen to: docs/runtime.md lists spans and instruments.</summary>
public static class MigrationSafetyTelemetry
{
    /// <summary>The name of the ActivitySource: <c>tracing.AddSource(MigrationSafetyTelemetry.ActivitySourceName)</c>.</summary>
    public const string ActivitySourceName = "MigrationSafety";

    /// <summary>The name of the Meter: <c>metrics.AddMeter(MigrationSafetyTelemetry.MeterName)</c>.</summary>
    public const string MeterName = "MigrationSafety";
}
