using System.Collections.Immutable;

namespace MigrationSafety.Core.Statistics;

/// <summary>The names of the file's members; docs/migration-safety.statistics.schema.json is tested against these lists.</summary>
internal static class StatisticsMembers
{
    public const string FormatVersion = "formatVersion";
    public const string ServerVersion = "serverVersion";
    public const string TakenAt = "takenAt";
    public const string Speed = "speed";
    public const string Tables = "tables";

    public const string Schema = "schema";
    public const string Name = "name";
    public const string Rows = "rows";
    public const string HeapBytes = "heapBytes";
    public const string ToastBytes = "toastBytes";
    public const string Indexes = "indexes";
    public const string WritesPerSecond = "writesPerSecond";

    public const string Bytes = "bytes";

    public static readonly ImmutableArray<string> OfFile = ImmutableArray.Create(FormatVersion, ServerVersion, TakenAt, Speed, Tables);

    public static readonly ImmutableArray<string> OfTable =
        ImmutableArray.Create(Schema, Name, Rows, HeapBytes, ToastBytes, Indexes, WritesPerSecond);

    public static readonly ImmutableArray<string> OfIndex = ImmutableArray.Create(Name, Bytes);
}
