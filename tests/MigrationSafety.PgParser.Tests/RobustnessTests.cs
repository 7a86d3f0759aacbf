using System;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;
using System.Threading;
using System.Threading.Tasks;
using MigrationSafety.PgParser.Tests.Corpus;
using Xunit;

namespace MigrationSafety.PgParser.Tests;

/// <summary>The parser lives in the compiler: whatever it is given, the answer is a result and the process lives on.</summary>
public class RobustnessTests
{
    private const string Statement = "CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $$ BEGIN RETURN 1; END $$; ALTER TABLE t ADD COLUMN c int";

    private static readonly string Healthy = Everything(Statement);

    public static TheoryData<string, string, string, string> Nestings => new()
    {
        { "SELECT ", "(", "1", ")" },
        { "SELECT ", "(SELECT ", "1", ")" },
        { "SELECT ", "f(", "1", ")" },
        { "SELECT ", "ARRAY[", "1", "]" },
        { "SELECT ", "CASE WHEN true THEN ", "1", " END" },
        { "SELECT ", "NOT ", "true", "" },
        { "SELECT ", "- ", "1", "" },
        { "SELECT a", "[1", "]", "" },
        { "SELECT 1", " + 1", "", "" },
        { "SELECT a", " || a", "", "" },
        { "SELECT 1", "::int", "", "" },
        { "SELECT 1 WHERE true", " AND (false OR true", "", ")" },
        { "SELECT 1", " UNION SELECT 1", "", "" },
        { "", "EXPLAIN ", "SELECT 1", "" },
        { "", "WITH a AS (", "SELECT 1", ") SELECT 1" },
        { "SELECT * FROM ", "(a JOIN ", "a", " ON true)" },
        { "", "SELECT 1;", "", "" },
        { "CREATE TABLE t (a int CHECK (", "(a > ", "1", ")" },
        { "ALTER TABLE t ", "ADD COLUMN a int,", "DROP COLUMN b", "" },
    };

    [Theory]
    [MemberData(nameof(Nestings))]
    public void A_hundred_thousand_levels_give_a_tree_or_an_error(string head, string open, string middle, string close)
    {
        foreach (var depth in new[] { 1_000, 10_000, 100_000 })
        {
            AssertAnswer(head + Repeat(open, depth) + middle + Repeat(close, depth));
        }

        AssertAlive();
    }

    [Fact]
    public void Nested_comments_are_an_answer() => // fewer, as PostgreSQL's scanner reads the rest of the text again at each level
        Assert.NotNull(PostgresParser.Parse("SELECT " + Repeat("/*", 5_000) + Repeat("*/", 5_000) + " 1").Json);

    [Theory]
    [InlineData("DO $$ BEGIN ", "IF true THEN ", "NULL; ", "END IF; ", "END $$")]
    [InlineData("DO $$ ", "BEGIN ", "NULL; ", "END; ", "$$")]
    [InlineData("DO $$ BEGIN ", "LOOP ", "EXIT; ", "END LOOP; ", "END $$")]
    [InlineData("DO $$ BEGIN RAISE NOTICE '%', ", "(", "1", ")", "; END $$")]
    public void A_hundred_thousand_levels_of_PL_pgSQL_give_a_tree_or_an_error(
        string head, string open, string middle, string close, string tail)
    {
        foreach (var depth in new[] { 1_000, 10_000, 100_000 })
        {
            var result = PostgresParser.ParsePlPgSql(head + Repeat(open, depth) + middle + Repeat(close, depth) + tail);
            Assert.True(result.Json is null != result.Error is null);
        }

        AssertAlive();
    }

    [Theory]
    [InlineData(128)]
    [InlineData(256)]
    [InlineData(1024)]
    public void Deep_statements_do_not_end_the_process_on_a_small_stack(int stackInKilobytes)
    {
        OnThread(stackInKilobytes << 10, () =>
        {
            foreach (var nesting in Nestings)
            {
                var (head, open, middle, close) = ((string)nesting[0], (string)nesting[1], (string)nesting[2], (string)nesting[3]);
                AssertAnswer(head + Repeat(open, 3_000) + middle + Repeat(close, 3_000));
            }
        });
        AssertAlive();
    }

    [Fact]
    public void A_statement_too_deep_for_the_callers_stack_is_parsed_on_a_larger_one()
    {
        var sql = "SELECT " + Repeat("(SELECT ", 1_500) + "1" + Repeat(")", 1_500);
        OnThread(256 << 10, () => Assert.NotNull(PostgresParser.Parse(sql).Json));
    }

    [Fact]
    public void Too_deep_even_for_a_large_stack_is_PostgreSQLs_own_error()
    {
        var sql = "SELECT 1" + Repeat(" + 1", 200_000);
        var error = PostgresParser.Parse(sql).Error;
        Assert.Contains(error?.Message, new[] { "stack depth limit exceeded", "out of memory" });
        Assert.Equal(-1, error!.Utf16Position);
        AssertAlive();
    }

    [Theory]
    [InlineData(100_000)]
    [InlineData(1_000_000)]
    [InlineData(20_000_000)]
    public void Large_texts_give_a_tree_or_a_clean_error(int size)
    {
        var insert = "INSERT INTO t (a, b, c) VALUES (1, 'some text', now());\n";
        AssertAnswer(Repeat(insert, size / insert.Length));
        AssertAnswer("SELECT '" + new string('x', size) + "'");
        AssertAnswer("SELECT 1 /*" + new string('x', size));
        AssertAnswer(new string('x', size));
        AssertAnswer(new string('\'', size));
        AssertAnswer(new string('\n', size));
        AssertAlive();
    }

    [Theory]
    [InlineData("ALTER TABLE t ADD COLUMN c int NOT NULL DEFAULT 0;\n", 450_000, 800_000)]
    [InlineData("a", 4_000_000, 16_000_000)]
    public void Wherever_the_memory_ends_there_is_a_tree_or_an_error(string unit, int from, int to)
    {
        // From the size that fits to the one that does not, memory ends in other places: tree, text of the tree, message.
        for (var size = from; size < to; size += (to - from) / 25)
        {
            AssertAnswer(Repeat(unit, size / unit.Length));
            AssertAlive();
        }
    }

    [Theory]
    [InlineData("ALTER TABLE t ADD COLUMN c int;\n")]
    [InlineData("x \"é\" ")]
    public void Wherever_the_memory_ends_there_are_all_tokens_or_an_error(string unit)
    {
        var perUnit = PostgresParser.Scan(unit).Tokens.Count;
        for (var size = 100_000; size < 2_000_000; size += 75_000)
        {
            var result = PostgresParser.Scan(Repeat(unit, size / unit.Length));
            Assert.Equal(result.Error is null ? perUnit * (size / unit.Length) : 0, result.Tokens.Count);
            AssertAlive();
        }
    }

    [Fact]
    public void Wherever_the_memory_ends_there_are_functions_or_an_error()
    {
        for (var size = 100_000; size < 1_000_000; size += 50_000)
        {
            var result = PostgresParser.ParsePlPgSql("DO $$ BEGIN " + Repeat("PERFORM f(1, 'x'); ", size / 19) + "END $$");
            Assert.True(result.Json is null != result.Error is null);
            AssertAlive();
        }
    }

    [Fact]
    public void A_hundred_kilobytes_of_statements_are_parsed() =>
        Assert.NotNull(PostgresParser.Parse(Repeat("ALTER TABLE t ADD COLUMN c int NOT NULL DEFAULT 0;\n", 2_000)).Json);

    [Theory]
    [InlineData(@"SELECT '\u0000'", 8, "0x00")]
    [InlineData(@"é\u0000", 1, "0x00")]
    [InlineData(@"SELECT '\ud83d'", 8, "0xed 0xa0 0xbd")]
    [InlineData(@"SELECT '\ude00\ud83d'", 8, "0xed 0xb8 0x80")]
    [InlineData(@"😀\ud83d", 2, "0xed 0xa0 0xbd")]
    public void Characters_that_PostgreSQL_refuses_are_an_error_at_their_place(string escaped, int index, string bytes)
    {
        // Escaped, as an attribute is stored in UTF-8, which has no lone surrogates either.
        var sql = Regex.Unescape(escaped);
        var codePoints = sql.AsSpan(0, index).ToString().EnumerateRunes().Count();
        foreach (var error in new[] { PostgresParser.Parse(sql).Error, PostgresParser.ParsePlPgSql(sql).Error, PostgresParser.Scan(sql).Error })
        {
            Assert.Equal($"invalid byte sequence for encoding \"UTF8\": {bytes}", error!.Message);
            Assert.Equal((index, codePoints + 1), (error.Utf16Position, error.CursorPosition));
        }
    }

    [Fact]
    public void Null_is_the_callers_mistake()
    {
        Assert.Throws<ArgumentNullException>(() => PostgresParser.Parse(null!));
        Assert.Throws<ArgumentNullException>(() => PostgresParser.ParsePlPgSql(null!));
        Assert.Throws<ArgumentNullException>(() => PostgresParser.Scan(null!));
        Assert.Throws<ArgumentNullException>(() => new Utf8Positions(null!));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("-- nothing")]
    public void Nothing_is_an_empty_tree(string sql)
    {
        Assert.Equal("{\"version\":180004,\"stmts\":[]}", PostgresParser.Parse(sql).Json);
        Assert.Equal("{\"plpgsql_funcs\":[]}", PostgresParser.ParsePlPgSql(sql).Json);
        Assert.Null(PostgresParser.Scan(sql).Error);
    }

    [Fact]
    public void A_function_without_body_makes_libpg_query_abort_and_us_report_it()
    {
        var result = PostgresParser.ParsePlPgSql("CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql");
        Assert.Null(result.Json);
        Assert.Contains("assertion failed: proc_source != NULL", result.Error!.Message);
        AssertAlive();
    }

    [Fact]
    public async Task Many_threads_get_the_answers_that_one_thread_gets()
    {
        var statements = CorpusFiles.Statements.Take(200).Append("CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql").ToList();
        var expected = statements.Select(Everything).ToList();
        await Task.WhenAll(Enumerable.Range(0, 16).Select(worker => Task.Factory.StartNew(
            () =>
            {
                for (var i = 0; i < statements.Count; i++)
                {
                    var chosen = (i + (worker * 13)) % statements.Count;
                    Assert.Equal(expected[chosen], Everything(statements[chosen]));
                }
            },
            TaskCreationOptions.LongRunning)));
    }

    [Fact]
    public void Ten_thousand_statements_and_errors_do_not_fill_the_memory()
    {
        for (var i = 0; i < 10_000; i++)
        {
            Assert.NotNull(PostgresParser.Parse("SELECT a, b FROM t WHERE c = 1").Json);
            Assert.NotNull(PostgresParser.Parse("SELECT a, b FROM FROM").Error);
        }

        Assert.NotNull(PostgresParser.Parse(Repeat("SELECT 1;\n", 20_000)).Json);
    }

    private static string Everything(string sql)
    {
        var (tree, functions, tokens) = (PostgresParser.Parse(sql), PostgresParser.ParsePlPgSql(sql), PostgresParser.Scan(sql));
        return string.Join(
            '\n',
            tree.Json, tree.Error?.Message, tree.Error?.Utf16Position, functions.Json, functions.Error?.Message,
            tokens.Tokens.Count, tokens.Error?.Message);
    }

    private static void AssertAnswer(string sql)
    {
        var result = PostgresParser.Parse(sql);
        Assert.True(result.Json is null != result.Error is null);
        Assert.InRange(result.Error?.Utf16Position ?? 0, -1, sql.Length);
    }

    /// <summary>The next statements get right answers: no instance was put back that a failure had spoilt.</summary>
    private static void AssertAlive()
    {
        Assert.Equal(Healthy, Everything(Statement));
        Assert.Equal(Healthy, Everything(Statement));
    }

    private static string Repeat(string text, int count) => new StringBuilder(text.Length * count).Insert(0, text, count).ToString();

    private static void OnThread(int stackSize, Action action)
    {
        Exception? failure = null;
        var thread = new Thread(
            () =>
            {
                try
                {
                    action();
                }
                catch (Exception e)
                {
                    failure = e;
                }
            },
            stackSize);
        thread.Start();
        thread.Join();
        Assert.Null(failure);
    }
}
