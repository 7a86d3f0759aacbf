using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MigrationSafety.Core.Sql;
using MigrationSafety.Core.Sql.Text;
using MigrationSafety.PgParser;
using Xunit;

namespace MigrationSafety.Core.Tests.Sql;

public sealed class RobustnessTests
{
    private const int Mutations = 5_000;

    [Fact]
    public void No_text_makes_the_reader_throw_and_every_place_lies_in_the_text()
    {
        var random = new Random(20260101);
        var parsed = 0;
        for (var i = 0; i < Mutations; i++)
        {
            var sql = SqlSamples.Mutate(random);
            var reading = SqlReader.Read(sql, isScript: i % 4 == 0);
            AssertPlaces(sql, reading);
            parsed += reading.Error is null ? 1 : 0;
        }

        // Neither all broken nor all well: the test would say little.
        Assert.InRange(parsed, Mutations / 10, Mutations * 9 / 10);
    }

    [Fact]
    public void Comments_and_strings_end_where_PostgreSQLs_scanner_ends_them()
    {
        var random = new Random(7);
        for (var i = 0; i < 3_000; i++)
        {
            var sql = SqlSamples.Mutate(random);
            if (PostgresParser.Parse(sql).Error is not null)
            {
                continue;
            }

            var tokens = PostgresParser.Scan(sql).Tokens;
            var expected = tokens.Where(t => t.Name is "SQL_COMMENT" or "C_COMMENT").Select(t => (t.Start, t.End));
            Assert.Equal(expected, Comments(sql));
        }
    }

    [Fact]
    public void Deep_texts_are_read_or_given_up_with_a_reason_even_on_a_small_stack()
    {
        Exception? failure = null;
        var thread = new Thread(() => failure = Record.Exception(ReadDeepTexts), maxStackSize: 256 << 10);
        thread.Start();
        thread.Join();

        Assert.Null(failure);
    }

    [Fact]
    public void Long_scripts_are_read_whole()
    {
        var sql = string.Concat(Enumerable.Range(0, 3_000).Select(i => $"INSERT INTO t{i} (a, b) VALUES ({i}, 'é{i}'); -- {i}\n"));

        var reading = SqlReader.Read(sql);

        Assert.Equal(3_000, reading.StatementCount);
        var last = reading.Statements[reading.Statements.Length - 1];
        Assert.Equal("INSERT INTO t2999 (a, b) VALUES (2999, 'é2999')", sql.Substring(last.Start, last.Length));
    }

    [Fact]
    public void Threads_do_not_disturb_each_other()
    {
        var alone = SqlSamples.All.Select(Describe).ToList();

        Parallel.For(0, 4, _ =>
        {
            for (var i = 0; i < alone.Count; i++)
            {
                Assert.Equal(alone[i], Describe(SqlSamples.All[i]));
            }
        });

        // The blank makes it a text of its own, past the cache.
        static string Describe(string sql) =>
            string.Join("\n", SqlReader.Read(sql + new string(' ', Environment.CurrentManagedThreadId)).Changes.Select(ChangeText.Of));
    }

    private static void ReadDeepTexts()
    {
        foreach (var sql in new[]
        {
            "SELECT " + string.Concat(Enumerable.Repeat("(", 100_000)) + "1" + string.Concat(Enumerable.Repeat(")", 100_000)),
            "ALTER TABLE t ADD CHECK (" + string.Join(" + ", Enumerable.Repeat("a", 20_000)) + " > 0)",
            "UPDATE t SET a = 1 WHERE " + string.Join(" OR ", Enumerable.Repeat("(b = 1 AND c = 2)", 5_000)),
            "UPDATE t SET a = 1 WHERE " + string.Concat(Enumerable.Repeat("NOT ", 3_000)) + "b",
            "INSERT INTO t " + string.Join(" UNION ALL ", Enumerable.Repeat("SELECT 1", 2_000)),
            "DO $$ BEGIN EXECUTE " + string.Join(" || ", Enumerable.Repeat("'a'", 2_000)) + "; END $$",
            "DO $$ BEGIN " + string.Concat(Enumerable.Repeat("IF a THEN ", 1_000)) + "DROP TABLE t; "
                + string.Concat(Enumerable.Repeat("END IF; ", 1_000)) + "END $$",
            "SELECT " + string.Concat(Enumerable.Repeat("f(", 1_000)) + "1" + string.Concat(Enumerable.Repeat(")", 1_000)),
        })
        {
            var reading = SqlReader.Read(sql);

            AssertPlaces(sql, reading);
            Assert.True(!reading.Changes.IsEmpty || reading.Error is not null || !reading.Unknown.IsEmpty);
        }
    }

    private static void AssertPlaces(string sql, SqlReading reading)
    {
        Assert.All(reading.Statements, span => AssertInside(span, sql));
        Assert.All(reading.Changes, change => AssertInside(change.Origin.Span!.Value, sql));
        Assert.All(reading.Unknown, problem => AssertInside(problem.Span ?? default, sql));
        Assert.All(reading.Suppressions, suppression => AssertInside(suppression.Span, sql));
        Assert.InRange(reading.Error?.Position ?? -1, -1, sql.Length);
        Assert.Equal(reading.StatementCount, reading.Statements.Length);
        for (var i = 1; i < reading.Statements.Length; i++)
        {
            Assert.True(reading.Statements[i - 1].End <= reading.Statements[i].Start);
        }
    }

    private static void AssertInside(TextSpan span, string sql)
    {
        Assert.InRange(span.Start, 0, sql.Length);
        Assert.InRange(span.End, span.Start, sql.Length);
    }

    private static System.Collections.Generic.IEnumerable<(int Start, int End)> Comments(string sql)
    {
        for (var i = 0; i < sql.Length;)
        {
            if (SqlLexeme.At(sql, i, out var end) == LexemeKind.Comment)
            {
                yield return (i, end);
            }

            i = end;
        }
    }
}
