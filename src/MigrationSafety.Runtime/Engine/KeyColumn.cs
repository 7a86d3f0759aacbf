namespace MigrationSafety.Runtime.Engine;

/// <summary>A column of the key that ranges are made of.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type as SQL, with length.</param>
internal sealed record KeyColumn(string Name, string Type);
