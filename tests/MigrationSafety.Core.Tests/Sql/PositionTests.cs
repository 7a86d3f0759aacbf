using System.Linq;
using MigrationSafety.Core.Sql;
using Xunit;

namespace MigrationSafety.Core.Tests.Sql;

public sealed class PositionTests
{
    [Theory]
    [InlineData("select 1", "select 1")]
    [InlineData("  -- c\n;;create index on t(a) -- x\n ; /* y */ drop table b -- z\n", "create index on t(a)", "drop table b")]
    [InlineData("select 'é😀';/* é /* nested */ */ drop table \"😀é\" ;\r\n-- 😀\r\nselect 1\r\n", "select 'é😀'", "drop table \"😀é\"", "select 1")]
    [InlineData("select $a$ ; $a$, E'\\\\' ; select 'a''b;c' ; select \"x;\"\"y\"", "select $a$ ; $a$, E'\\\\'", "select 'a''b;c'", "select \"x;\"\"y\"")]
    [InlineData("create function f() returns int begin atomic select 1; select 2; end; select 3", "create function f() returns int begin atomic select 1; select 2; end", "select 3")]
    [InlineData("alter table t add c int -- why\n, add d int /* because */ ;", "alter table t add c int -- why\n, add d int")]
    public void Statements_stand_without_blanks_comments_and_semicolon(string sql, params string[] statements)
    {
        var reading = SqlReader.Read(sql);

        Assert.Equal(statements, reading.Statements.Select(span => sql.Substring(span.Start, span.Length)));
        Assert.Equal(statements.Length, reading.StatementCount);
    }

    [Theory]
    [InlineData("select 'é😀'; drop tabl x", "syntax error at or near \"tabl\"", 19)]
    [InlineData("drop table", "syntax error at end of input", 10)]
    [InlineData("select 'x", "unterminated quoted string at or near \"'x\"", 7)]
    [InlineData("-- x\n/* unclosed", "unterminated /* comment at or near \"/* unclosed\"", 5)]
    [InlineData("alter table t add c int;;; alter", "syntax error at end of input", 32)]
    public void A_syntax_error_has_PostgreSQLs_words_and_place(string sql, string message, int position)
    {
        var reading = SqlReader.Read(sql);

        Assert.Equal(new SqlSyntaxError(message, position), reading.Error);
        Assert.Empty(reading.Changes);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \t\r\n")]
    [InlineData(";;")]
    [InlineData("-- only a comment")]
    [InlineData("/* a /* b */ c */ -- d\n;")]
    public void Texts_without_a_statement_need_no_parser(string sql)
    {
        Assert.True(SqlPrecheck.IsEmpty(sql));
        Assert.Equal(new SqlReading().Changes, SqlReader.Read(sql).Changes);
    }

    [Theory]
    [InlineData("select 1")]
    [InlineData("/* unclosed")]
    [InlineData("/*/")]
    [InlineData("'")]
    [InlineData("-- a\nx")]
    [InlineData("\0")]
    public void Texts_that_may_hold_a_statement_go_to_the_parser(string sql) => Assert.False(SqlPrecheck.IsEmpty(sql));

    [Fact]
    public void Steps_and_statements_are_numbered_from_where_the_caller_says()
    {
        const string Sql = "alter table t add a int, add b int; drop table u";

        var first = SqlReader.Read(Sql, step: 3, firstStatement: 7).Changes;
        var second = SqlReader.Read(Sql).Changes;

        Assert.Equal([(3, 7), (3, 7), (3, 8)], first.Select(c => (c.Origin.Step, c.Origin.Statement)));
        Assert.Equal([(0, 0), (0, 0), (0, 1)], second.Select(c => (c.Origin.Step, c.Origin.Statement)));
        Assert.Equal(second.Select(c => c.Origin.Span), first.Select(c => c.Origin.Span));
    }
}
