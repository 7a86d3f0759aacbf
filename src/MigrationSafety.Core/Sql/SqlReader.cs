using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using MigrationSafety.Core.Changes;
using MigrationSafety.Core.Sql.Json;
using MigrationSafety.Core.Sql.Statements;
using MigrationSafety.Core.Sql.Text;
using MigrationSafety.PgParser;

namespace MigrationSafety.Core.Sql;

/// <summary>Reads SQL text with PostgreSQL's own grammar and lowers it into schema changes.</summary>
internal static class SqlReader
{
    /// <summary>Reads a text; never throws. Origins carry <paramref name="step"/> and number statements from <paramref name="firstStatement"/>.</summary>
    public static SqlReading Read(string sql, int step = 0, int firstStatement = 0)
    {
        if (SqlPrecheck.IsEmpty(sql))
        {
            return new SqlReading();
        }

        var result = PostgresParser.Parse(sql);
        if (result.Json is null)
        {
            return new SqlReading { Error = new SqlSyntaxError(result.Error?.Message ?? "", result.Error?.Utf16Position ?? -1) };
        }

        var source = new SqlSource(sql);
        var changes = new List<SchemaChange>();
        var unknown = new List<SqlProblem>();
        var spans = ImmutableArray.CreateBuilder<TextSpan>();
        foreach (var statement in JsonTape.Read(result.Json)["stmts"].Items)
        {
            var start = statement["stmt_location"].Int;
            var end = statement["stmt_len"].Exists ? source.ToUtf16(start + statement["stmt_len"].Int) : sql.Length;
            var span = source.Trim(source.ToUtf16(start), end);
            var origin = new ChangeOrigin(step, firstStatement + spans.Count, span);
            StatementReader.Read(statement["stmt"], new StatementContext(source, span.End, origin, changes, unknown));
            spans.Add(span);
        }

        return new SqlReading
        {
            Changes = changes.ToImmutableArray(),
            StatementCount = spans.Count,
            Statements = spans.ToImmutable(),
            Unknown = unknown.ToImmutableArray(),
        };
    }
}
