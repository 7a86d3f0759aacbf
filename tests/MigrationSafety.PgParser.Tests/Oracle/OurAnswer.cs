using MigrationSafety.PgParser.Grammar;

namespace MigrationSafety.PgParser.Tests.Oracle;

/// <summary>Our answer in the oracle's form, before the public API makes positions and tokens of it.</summary>
internal static class OurAnswer
{
    public static OracleAnswer To(OracleRequest request)
    {
        var text = SqlText.From(request.Sql, out var invalid);
        if (text is null)
        {
            return new OracleAnswer(null, invalid!.Message, null, null, 0, 0, null);
        }

        var answer = InstancePool.Run(
            instance => request.Kind switch
            {
                "parse" => instance.Parse(text),
                "plpgsql" => instance.ParsePlPgSql(text),
                _ => instance.Scan(text),
            },
            out var failure);
        return answer is null
            ? new OracleAnswer(null, null, null, null, 0, 0, failure.Message)
            : new OracleAnswer(
                answer.Json, answer.Message, answer.FunctionName, answer.FileName, answer.Line, answer.CursorPosition, null);
    }

    /// <summary>The same answer; a crash in both is the module's own, and only its words differ.</summary>
    public static bool Equal(OracleAnswer ours, OracleAnswer theirs) =>
        ours.Crash is not null && theirs.Crash is not null ? true : ours == theirs;
}
