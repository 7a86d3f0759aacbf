using MigrationSafety.Runtime.Errors;
using Npgsql;

namespace MigrationSafety.Runtime.Control;

/// <summary>From the server's answer to a control command to what a person can do about it.</summary>
internal static class ControlRefusal
{
    /// <summary>Null: an error that has nothing to do with the command.</summary>
    public static BackfillException? Of(PostgresException refused, ControlSchema schema, string function, string? database) => refused.SqlState switch
    {
        "MS010" or "MS011" => new(BackfillProblem.Definition, $"{refused.MessageText}. {refused.Hint}", refused),
        PostgresErrorCodes.InsufficientPrivilege => new(BackfillProblem.Privilege,
            $"{refused.MessageText}. Run: GRANT USAGE ON SCHEMA {schema.Sql} TO the role; GRANT EXECUTE ON FUNCTION {schema.Sql}.{function} TO the role;", refused),
        PostgresErrorCodes.InvalidSchemaName or PostgresErrorCodes.UndefinedFunction => NoSchema(schema, database, refused),
        _ => null,
    };

    public static BackfillException NoSchema(ControlSchema schema, string? database, PostgresException missing) => new(BackfillProblem.ControlSchema,
        $"Database \"{database}\" has no control schema {schema.Sql}: no backfill was ever started in it.", missing);
}
