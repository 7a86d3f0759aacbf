namespace MigrationSafety.Runtime.Hosting;

/// <summary>Whether code may rely on what a backfill writes.</summary>
/// <param name="Database">The name of the context.</param>
/// <param name="Backfill">The backfill.</param>
/// <param name="IsReady">It is complete, verified and without rows in quarantine; or its table was empty.</param>
/// <param name="Message">What is missing, and how far it is.</param>
public sealed record BackfillReadiness(string Database, string Backfill, bool IsReady, string Message);
