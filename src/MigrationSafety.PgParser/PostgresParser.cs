using System;
using System.Threading;
using MigrationSafety.PgParser.Grammar;

namespace MigrationSafety.PgParser;

/// <summary>PostgreSQL 18's own grammar. Safe on many threads; no string makes it throw.</summary>
public static class PostgresParser
{
    private const int LargeStack = 16 << 20;

    /// <summary>Parses a script into libpg_query's JSON tree, or says where PostgreSQL sees a syntax error.</summary>
    /// <param name="sql">Any number of statements.</param>
    public static ParseResult Parse(string sql)
    {
        var answer = Run(sql, static (instance, text) => instance.Parse(text), out var error);
        return new ParseResult(answer?.Json, error);
    }

    /// <summary>
    /// Parses the PL/pgSQL bodies of <c>CREATE FUNCTION</c>, <c>CREATE PROCEDURE</c> and <c>DO</c> statements. An
    /// error has a message but no position: libpg_query does not pass it on.
    /// </summary>
    /// <param name="sql">The whole statements, not only the bodies.</param>
    public static ParseResult ParsePlPgSql(string sql)
    {
        if (sql is { Length: 0 })
        {
            return new ParseResult("{\"plpgsql_funcs\":[]}", null);
        }

        var answer = Run(sql, static (instance, text) => instance.ParsePlPgSql(text), out var error);
        return new ParseResult(answer?.Json, error);
    }

    /// <summary>Splits a script into PostgreSQL's tokens, comments included.</summary>
    /// <param name="sql">Any text.</param>
    public static ScanResult Scan(string sql)
    {
        if (sql is { Length: 0 })
        {
            return new ScanResult([], null);
        }

        var answer = Run(sql, static (instance, text) => instance.Scan(text), out var error);
        return new ScanResult(answer?.Json is { } json ? TokenReader.Read(json, sql) : [], error);
    }

    private static Answer? Run(string sql, Func<GrammarInstance, SqlText, Answer> call, out ParseError? error)
    {
        _ = sql ?? throw new ArgumentNullException(nameof(sql));
        if (SqlText.From(sql, out error) is not { } text)
        {
            return null;
        }

        var answer = InstancePool.Run(instance => call(instance, text), out var failure);
        if (failure.IsStack)
        {
            answer = RunOnLargeStack(instance => call(instance, text), out failure);
        }

        error = answer is null ? new ParseError(failure.Message, null, null, 0, 0, -1)
            : answer.Message is null ? null
            : ErrorOf(answer, sql);
        return answer;
    }

    /// <summary>Statements nested more deeply than the caller's stack allows: rare, so a thread of their own is affordable.</summary>
    private static Answer? RunOnLargeStack(Func<GrammarInstance, Answer> call, out Failure failure)
    {
        Answer? answer = null;
        Failure inside = default;
        var thread = new Thread(() => answer = InstancePool.Run(call, out inside), LargeStack) { IsBackground = true };
        try
        {
            thread.Start();
        }
        catch (OutOfMemoryException e)
        {
            failure = Failure.Of(e);
            return null;
        }

        thread.Join();
        failure = inside;
        return answer;
    }

    private static ParseError ErrorOf(Answer answer, string sql)
    {
        var position = answer.CursorPosition <= 0 ? -1 : new Utf8Positions(sql).CodePointToUtf16(answer.CursorPosition - 1);
        return new ParseError(
            answer.Message!, answer.FunctionName, answer.FileName, answer.Line, Math.Max(0, answer.CursorPosition), position);
    }
}
