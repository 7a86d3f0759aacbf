namespace MigrationSafety.Core.EfCore;

/// <summary>What an operation of MigrationSafety.Runtime adds to a migration: SQL, or an operation of EF Core.</summary>
/// <param name="Sql">The text of Sql(); null for an operation.</param>
/// <param name="SuppressTransaction">Of Sql().</param>
/// <param name="Operation">The operation; null for SQL.</param>
internal sealed record RuntimeCommand(string? Sql, bool SuppressTransaction = false, EfOperation? Operation = null);
