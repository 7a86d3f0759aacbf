using System.Collections.Immutable;
using MigrationSafety.Core.Sql.Json;
using MigrationSafety.Core.Sql.Text;
using MigrationSafety.PgParser;

namespace MigrationSafety.Core.Sql.Uses;

/// <summary>Tells which tables and columns an application's SQL names; a text that is no query names none.</summary>
internal static class SqlUseReader
{
    private static readonly BoundedCache<ImmutableArray<SqlUse>> Texts = new(capacity: 500, maximumKeyLength: 20_000);

    /// <summary>Uses in the order of the text; never throws.</summary>
    public static ImmutableArray<SqlUse> Read(string text) =>
        ApplicationSql.LooksLikeQuery(text) ? Texts.GetOrAdd(text, ReadOnce) : ImmutableArray<SqlUse>.Empty;

    private static ImmutableArray<SqlUse> ReadOnce(string text)
    {
        var sql = ApplicationSql.WithoutPlaceholders(text);
        var result = PostgresParser.Parse(sql);
        if (result.Json is null)
        {
            return ImmutableArray<SqlUse>.Empty;
        }

        var source = new SqlSource(sql);
        var uses = ImmutableArray.CreateBuilder<SqlUse>();
        foreach (var statement in JsonTape.Read(result.Json)["stmts"].Items)
        {
            new StatementUses(statement["stmt"], source, uses).Read();
        }

        uses.Sort(static (left, right) => left.Span.Start.CompareTo(right.Span.Start));
        return uses.ToImmutable();
    }
}
