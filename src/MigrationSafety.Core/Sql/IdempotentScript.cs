using System;
using System.Linq;
using MigrationSafety.Core.Changes;
using MigrationSafety.Core.Sql.Json;

namespace MigrationSafety.Core.Sql;

/// <summary>
/// <c>dotnet ef migrations script --idempotent</c> writes each text as it stands between <c>DO $EF$ BEGIN IF NOT EXISTS(...) THEN</c>
/// and <c>END IF; END $EF$;</c>. What that block cannot hold, measured on 12 to 18.
/// </summary>
internal static class IdempotentScript
{
    public const string NoSemicolon = "the text does not end with a semicolon (error 42601 at END)";

    private const string Quote = "$EF$";

    public static void Check(JsonNode statement, TextSpan span, string sql, ReadingBuilder found)
    {
        if (Problem(statement, span, sql) is { } problem)
        {
            found.ScriptProblems.Add(new SqlProblem(problem, span));
        }
    }

    private static string? Problem(JsonNode statement, TextSpan span, string sql)
    {
        if (sql.IndexOf(Quote, span.Start, span.Length, StringComparison.Ordinal) >= 0)
        {
            return "the text holds " + Quote + ", the quote of that block";
        }

        if (Inside(statement["stmt"]) is { } problem)
        {
            return problem;
        }

        // The parser gives no length to a statement that the end of the text ends.
        return statement["stmt_len"].Exists ? null : NoSemicolon;
    }

    private static string? Inside(JsonNode wrapped)
    {
        const string noDestination = "its rows have no destination in PL/pgSQL (error 42601)";
        return !wrapped.TryUnwrap(out var kind, out var statement) ? null : kind switch
        {
            "SelectStmt" => statement["intoClause"].Exists ? "SELECT INTO means a variable in PL/pgSQL (error 42601)" : noDestination,
            "InsertStmt" or "UpdateStmt" or "DeleteStmt" or "MergeStmt"
                when statement.Properties.Any(static p => p.Key is "returningList" or "returningClause") => noDestination,
            "ExplainStmt" or "VariableShowStmt" => noDestination,
            "TransactionStmt" => "PL/pgSQL has no such transaction command here",
            "CopyStmt" when !statement["filename"].Exists => "PL/pgSQL cannot COPY from or to the client (error 0A000)",
            _ => null,
        };
    }
}
