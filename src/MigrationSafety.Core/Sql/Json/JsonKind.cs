namespace MigrationSafety.Core.Sql.Json;

internal enum JsonKind : byte
{
    /// <summary>Nothing: a missing property.</summary>
    None,
    Object,
    Array,

    /// <summary>The name of a property, which stands right before its value.</summary>
    Name,
    String,
    Number,
    True,
    False,
    Null,
}
