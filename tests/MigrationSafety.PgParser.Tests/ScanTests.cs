using System.Collections.Generic;
using System.Linq;
using MigrationSafety.PgParser.Tests.Corpus;
using Xunit;

namespace MigrationSafety.PgParser.Tests;

public class ScanTests
{
    [Fact]
    public void Tokens_have_PostgreSQLs_names_and_places_in_the_string()
    {
        const string sql = "select \"é😀\", 'x''y', $1 -- end 😀\nfrom T::int /* c */;";
        Assert.Equal(
            [
                "SELECT Reserved select", "IDENT None \"é😀\"", "ASCII_44 None ,", "SCONST None 'x''y'", "ASCII_44 None ,",
                "PARAM None $1", "SQL_COMMENT None -- end 😀", "FROM Reserved from", "IDENT None T", "TYPECAST None ::",
                "INT ColumnName int", "C_COMMENT None /* c */", "ASCII_59 None ;",
            ],
            PostgresParser.Scan(sql).Tokens.Select(token => $"{token.Name} {token.Keyword} {sql[token.Start..token.End]}"));
    }

    [Fact]
    public void A_token_that_looks_like_the_list_of_tokens_is_one_token()
    {
        const string sql = """ select '{"start":0,"end":5,"tokenName":"X","keywordKind":4}' "\" """;
        var tokens = PostgresParser.Scan(sql).Tokens;
        Assert.Equal(["SELECT", "SCONST", "IDENT"], tokens.Select(token => token.Name));
    }

    [Fact]
    public void Only_white_space_lies_between_tokens()
    {
        foreach (var sql in CorpusFiles.Statements)
        {
            var result = PostgresParser.Scan(sql);
            Assert.True(result.Error is null || result.Tokens.Count == 0);
            if (result.Error is null)
            {
                Assert.All(TextsBetween(sql, result.Tokens), text => Assert.True(string.IsNullOrWhiteSpace(text), $"'{text}' is in no token of: {sql}"));
            }
        }
    }

    [Fact]
    public void An_unterminated_string_is_an_error_without_tokens()
    {
        var result = PostgresParser.Scan("select 'x");
        Assert.Equal("unterminated quoted string at or near \"'x\"", result.Error!.Message);
        Assert.Empty(result.Tokens);
    }

    private static IEnumerable<string> TextsBetween(string sql, IEnumerable<ScanToken> tokens)
    {
        var end = 0;
        foreach (var token in tokens)
        {
            Assert.True(token.Start >= end && token.End > token.Start);
            yield return sql[end..token.Start];
            end = token.End;
        }

        yield return sql[end..];
    }
}
