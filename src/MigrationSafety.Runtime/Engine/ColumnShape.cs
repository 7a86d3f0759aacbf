namespace MigrationSafety.Runtime.Engine;

/// <summary>A column of the table that is written.</summary>
/// <param name="Name">Its name.</param>
/// <param name="ComparedType">The type that the expected value is cast to before it is compared; without a length, which a cast would cut to.</param>
/// <param name="HasEquality">Whether the type has an equality operator (json and xml have none; their text is compared).</param>
/// <param name="IsGenerated">Whether PostgreSQL computes it and takes no value.</param>
/// <param name="IsPartitionKey">Whether a new value could move the row to another partition.</param>
internal sealed record ColumnShape(string Name, string ComparedType, bool HasEquality, bool IsGenerated, bool IsPartitionKey);
