using System;
using System.Linq;
using MigrationSafety.Core;
using MigrationSafety.Core.Locks;
using MigrationSafety.Core.State;

namespace MigrationSafety.Runtime.Execution;

/// <summary>
/// An idempotent script wraps each command into a DO block, in which PostgreSQL runs no CONCURRENTLY (error 25001; measured): said
/// when the script is made, not when it fails on the server.
/// </summary>
internal static class IdempotentScript
{
    /// <exception cref="NotSupportedException">A command cannot run inside a DO block.</exception>
    public static void Check(MigrationUnderWay migration)
    {
        foreach (var step in migration.ChangeSet.Steps)
        {
            if (step.Changes.Any(static c => !LockModel.EffectsOf(c, SchemaState.Empty, new PostgresVersion(PostgresVersion.Newest)).AllowedInTransaction))
            {
                throw new NotSupportedException(
                    $"{migration.Id ?? "The migration"} holds a statement that cannot run in an idempotent script, which wraps each command into "
                    + $"a DO block: {FirstLine(step.Sql!)}. Use dotnet ef database update, a bundle, or a script without --idempotent.");
            }
        }
    }

    private static string FirstLine(string sql) => sql.Trim().Split('\n')[0];
}
