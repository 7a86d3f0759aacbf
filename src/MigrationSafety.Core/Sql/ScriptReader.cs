using MigrationSafety.Core.Changes;
using MigrationSafety.Core.Sql.Json;
using MigrationSafety.Core.Sql.Statements;
using MigrationSafety.Core.Sql.Text;
using MigrationSafety.PgParser;

namespace MigrationSafety.Core.Sql;

/// <summary>Parses a script and hands its statements to their readers.</summary>
internal static class ScriptReader
{
    /// <summary>Reads the text handed to the server; statements are numbered from 0.</summary>
    public static void Read(string sql, ReadingBuilder found)
    {
        var result = PostgresParser.Parse(sql);
        if (result.Error is { } error)
        {
            AddError(error, found);
            return;
        }

        var source = new SqlSource(sql);
        foreach (var statement in JsonTape.Read(result.Json!)["stmts"].Items)
        {
            var span = SpanOf(statement, source);
            var origin = new ChangeOrigin(0, found.Statements.Count, span);
            found.Statements.Add(span);
            IdempotentScript.Check(statement, span, sql, found);
            StatementReader.Read(
                statement["stmt"],
                new StatementContext { Source = source, Span = span, Origin = origin, Found = found });
        }
    }

    /// <summary>
    /// Reads a text that a statement of another text runs; false, with the parser's message, where it does not parse.
    /// </summary>
    public static bool ReadInner(string sql, StatementContext context, out string message)
    {
        var result = PostgresParser.Parse(sql);
        message = result.Error?.Message ?? "";
        if (result.Error is not null)
        {
            return false;
        }

        var source = new SqlSource(sql);
        foreach (var statement in JsonTape.Read(result.Json!)["stmts"].Items)
        {
            var inner = context with { Source = source, Span = SpanOf(statement, source), Depth = context.Depth + 1 };
            StatementReader.Read(statement["stmt"], inner);
        }

        return true;
    }

    /// <summary>True where the parser itself gave up (nesting, memory): nothing is known of the text then.</summary>
    public static bool IsParserFailure(ParseError error) =>
        error.FunctionName is null
        && (error.Message is "stack depth limit exceeded" or "out of memory"
            || error.Message.StartsWith("the parser failed", System.StringComparison.Ordinal));

    private static void AddError(ParseError error, ReadingBuilder found)
    {
        if (IsParserFailure(error))
        {
            found.Unknown.Add(new SqlProblem("the SQL text cannot be parsed: " + error.Message, null));
        }
        else
        {
            found.Error = new SqlSyntaxError(error.Message, error.Utf16Position);
        }
    }

    private static TextSpan SpanOf(JsonNode statement, SqlSource source)
    {
        var start = statement["stmt_location"].Int;
        var end = statement["stmt_len"].Exists
            ? source.ToUtf16(start + statement["stmt_len"].Int)
            : source.Text.Length;
        return source.Trim(source.ToUtf16(start), end);
    }
}
