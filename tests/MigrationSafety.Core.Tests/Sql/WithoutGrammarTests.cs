using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Text.RegularExpressions;
using MigrationSafety.Core.Sql;
using MigrationSafety.Core.Sql.Expressions;
using MigrationSafety.Core.Sql.Statements;
using Xunit;

namespace MigrationSafety.Core.Tests.Sql;

/// <summary>What is read without the grammar must be what the grammar says; what the grammar refuses must be left to it.</summary>
public sealed partial class WithoutGrammarTests
{
    private const int Mutations = 4000;

    public static TheoryData<string> Expressions => new()
    {
        "0", "42", "'x'", "'{}'", " 'two words' ", "true", "FALSE", "NULL", "now()", "NOW ( )", "gen_random_uuid()", "uuid_generate_v4()", "clock_timestamp()",
        "CURRENT_TIMESTAMP", "current_date", "\"DirtyAt\" IS NOT NULL", "\"a\" is null", "\"IsDeleted\" = FALSE", "\"Type\" = 0 AND \"IsDeleted\" = false",
        "\"Slug\" IS NOT NULL AND \"Slug\" <> 'x' AND \"IsDeleted\" = true", "\"a\">=0 and\"a\"<=100", "\"a\" < 'm' AND \"b\" > 7 AND \"a\" IS NULL",
        "\"it's\" = '{a,b}'", "\"a\"='x'AND\"a\"='x'", $"\"a\" = '{new string('x', 64)}'",
    };

    public static TheoryData<string> Indexes => new()
    {
        "CREATE INDEX CONCURRENTLY \"IX_a\" ON \"Orders\" (\"At\")", "create unique index \"IX\" on \"s\".\"Orders\"(\"a\",\"b\");",
        "\n    CREATE INDEX CONCURRENTLY IF NOT EXISTS \"IX_a\"\n    ON \"Orders\" (\"At\", \"No\") ;\n", "CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS \"i\" ON \"t\" (\"c\")",
        "CREATE INDEX \"it's\" ON \"a b\" (\"%\")",
    };

    [Theory]
    [MemberData(nameof(Expressions))]
    public void Simple_expressions(string text)
    {
        Assert.NotNull(SimpleExpression.Read(text));
        foreach (var mutation in Mutated(text, ["\"b\"", "'y'", "''", "'it''s'", "E'z'", "AND", "OR", "NOT", "IS", "NULL", "=", "<", ">", "!=", "-", "7", "007", "1.5", "9999999999", "true", "(", ")", "now", "user", "::text", ",", ";", "--\n", "\"ä\"", "\\"]))
        {
            if (SimpleExpression.Read(mutation) is { } simple)
            {
                AssertSame(SqlExpressionReader.ParseWithGrammar(mutation), simple, mutation);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Indexes))]
    public void A_simple_index(string text)
    {
        Assert.NotNull(SimpleCreateIndex.Read(text));
        foreach (var mutation in Mutated(text, ["\"b\"", "b", "UNIQUE", "CONCURRENTLY", "IF", "NOT", "EXISTS", "ON", "ONLY", "USING", "gin", "(", ")", ",", ".", ";", "WHERE", "DESC", "'y'", "1", "--\n", "\"ä\"", "\"$EF$\"", $"\"{new string('x', 64)}\""]))
        {
            if (SimpleCreateIndex.Read(mutation) is { } simple)
            {
                AssertSame(SqlReader.ReadWithGrammar(mutation), simple, mutation);
            }
        }
    }

    [GeneratedRegex("""\s+|"[^"]*"|'[^']*'|\w+|.""")]
    private static partial Regex Pieces { get; }

    /// <summary>The text, and the text with up to three pieces replaced, removed, doubled or put in; the same ones in each run.</summary>
    private static IEnumerable<string> Mutated(string text, string[] words)
    {
        yield return text;
        var random = new Random(1);
        for (var i = 0; i < Mutations; i++)
        {
            var pieces = Pieces.Matches(text).Select(static match => match.Value).ToList();
            for (var times = random.Next(1, 4); times > 0 && pieces.Count > 0; times--)
            {
                var at = random.Next(pieces.Count);
                switch (random.Next(4))
                {
                    case 0:
                        pieces[at] = words[random.Next(words.Length)];
                        break;
                    case 1:
                        pieces.RemoveAt(at);
                        break;
                    case 2:
                        pieces.Insert(at, pieces[random.Next(pieces.Count)]);
                        break;
                    default:
                        pieces.Insert(at, words[random.Next(words.Length)]);
                        break;
                }
            }

            yield return string.Concat(pieces);
        }
    }

    private static void AssertSame(object expected, object actual, string text)
    {
        if (Json(expected) != Json(actual))
        {
            Assert.Fail($"{text}\ngrammar: {Json(expected)}\nwithout: {Json(actual)}");
        }
    }

    /// <summary>All that was read; a list of changes is written as what its items are.</summary>
    private static string Json(object read) => JsonSerializer.Serialize(read)
        + (read is SqlReading reading ? JsonSerializer.Serialize(reading.Changes.Select(static change => (object)change)) : "");
}
