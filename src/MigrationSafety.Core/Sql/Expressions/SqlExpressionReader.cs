using System.Linq;
using MigrationSafety.Core.Changes;
using MigrationSafety.Core.Sql.Json;
using MigrationSafety.PgParser;

namespace MigrationSafety.Core.Sql.Expressions;

/// <summary>Reads expressions that stand alone: EF Core's defaultValueSql, computedColumnSql, filter and check sql.</summary>
internal static class SqlExpressionReader
{
    private static readonly BoundedCache<SqlExpression> Cache = new(capacity: 500, maximumKeyLength: 1000);

    /// <summary>Reads a text; what is not exactly one expression has volatility Unknown.</summary>
    public static SqlExpression Parse(string sqlExpression) => Cache.GetOrAdd(sqlExpression, static text => SimpleExpression.Read(text) ?? ParseWithGrammar(text));

    /// <summary>Reads a text with PostgreSQL's grammar, however simple it is.</summary>
    public static SqlExpression ParseWithGrammar(string text)
    {
        var result = PostgresParser.Parse("SELECT " + text);
        var statements = result.Json is null ? [] : JsonTape.Read(result.Json)["stmts"].Items.ToList();
        var select = statements.Count == 1 ? statements[0]["stmt"]["SelectStmt"] : JsonNode.None;
        var targets = select["targetList"].Items.ToList();

        // The text may hold more than an expression; a label or a second column would change its meaning.
        var isExpression = targets.Count == 1 && !targets[0]["ResTarget"]["name"].Exists
            && select.Properties.All(p => p.Key is "targetList" or "limitOption" or "op");
        return isExpression
            ? ExpressionTree.Read(targets[0]["ResTarget"]["val"], text.Trim())
            : new SqlExpression(text.Trim(), Volatility.Unknown);
    }
}
