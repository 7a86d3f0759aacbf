using System;
using System.Globalization;

namespace MigrationSafety.Runtime.Tests.Reliability;

/// <summary>How much of each fault, and from which seed. The long form is what build/reliability.sh runs.</summary>
internal static class ReliabilityPlan
{
    public static bool IsLong => Environment.GetEnvironmentVariable("MIGRATION_SAFETY_RELIABILITY") == "long";

    public static int Kills => IsLong ? 200 : 12;

    public static int KillsAmongPoison => IsLong ? 20 : 3;

    public static int Crashes => IsLong ? 50 : 4;

    public static int Cuts => IsLong ? 50 : 12;

    public static int Promotions => IsLong ? 10 : 1;

    /// <summary>Printed by each test; set it to repeat a failure.</summary>
    public static int Seed { get; } = Environment.GetEnvironmentVariable("MIGRATION_SAFETY_SEED") is { Length: > 0 } seed
        ? int.Parse(seed, CultureInfo.InvariantCulture)
        : Environment.TickCount & 0xFFFFFF;
}
