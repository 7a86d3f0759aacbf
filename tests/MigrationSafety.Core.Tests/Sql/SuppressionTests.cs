using System;
using System.Linq;
using MigrationSafety.Core.Sql;
using Xunit;

namespace MigrationSafety.Core.Tests.Sql;

public sealed class SuppressionTests
{
    [Theory]
    [InlineData("-- migration-safety: ignore MIG1001 small table (until 2027-01-31)\ncreate index a on t (b);", "MIG1001|small table|2027-01-31|create index a on t (b)")]
    [InlineData("select 1;\n\n-- migration-safety: ignore MIG1001\n-- more about it\n\ndrop table t; drop table u", "MIG1001|||drop table t")]
    [InlineData("create index a on t (b); -- migration-safety: ignore MIG1001, MIG1002: why not\ncreate index c on t (d);", "MIG1001,MIG1002|why not||create index a on t (b)")]
    [InlineData("create index a -- migration-safety: ignore MIG1001\n on t (b);", "MIG1001|||create index a -- migration-safety: ignore MIG1001\n on t (b)")]
    [InlineData("/* migration-safety: ignore MIG1001 */ create index a on t (b);", "MIG1001|||create index a on t (b)")]
    [InlineData("drop table a; /* migration-safety: ignore MIG1001 */ drop table b;", "MIG1001|||drop table b")]
    [InlineData("drop table a;\n-- migration-safety: ignore MIG1001", "MIG1001|||nothing")]
    [InlineData("--Migration-Safety:  ignore mig1001 mig1002 , because\nselect 1", "MIG1001,MIG1002|because||select 1")]
    [InlineData("-- migration-safety: ignore everything\nselect 1", "|everything||select 1")]
    [InlineData("-- migration-safety: ignore MIG1001 x (until tomorrow)\nselect 1", "MIG1001|x (until tomorrow)||select 1")]
    [InlineData("-- migration-safety: ignore MIG1001 x (until 2027-02-30)\nselect 1", "MIG1001|x (until 2027-02-30)||select 1")]
    [InlineData("DO $$ BEGIN\n -- migration-safety: ignore MIG1001 here\n CREATE INDEX a ON t (b);\n DROP TABLE t; -- migration-safety: ignore MIG3002\nEND $$;", "MIG1001|here||CREATE INDEX a ON t (b)", "MIG3002|||DROP TABLE t")]
    [InlineData("-- migration-safety: ignore MIG9001\nalter tabl x", "MIG9001|||nothing")]
    [InlineData("select '-- migration-safety: ignore MIG1001'; select $$ -- migration-safety: ignore MIG1001\n $$")]
    [InlineData("-- migration-safety: ignored MIG1001\nselect 1")]
    [InlineData("-- see migration-safety: ignore MIG1001\nselect 1")]
    [InlineData("-- migration-safety ignore MIG1001\nselect 1")]
    public void A_comment_names_rules_reason_date_and_statement(string sql, params string[] expected)
    {
        var found = SqlReader.Read(sql).Suppressions.Select(s => string.Join(
            "|",
            string.Join(",", s.Ids),
            s.Reason,
            s.Until?.ToString("yyyy-MM-dd"),
            s.Statement is { } span ? sql.Substring(span.Start, span.Length) : "nothing"));

        Assert.Equal(expected, found);
    }

    [Fact]
    public void The_span_is_the_comment_itself()
    {
        const string Sql = "select 'é😀'; -- migration-safety: ignore MIG1001 é\nselect 1";

        var span = Assert.Single(SqlReader.Read(Sql).Suppressions).Span;

        Assert.Equal("-- migration-safety: ignore MIG1001 é", Sql.Substring(span.Start, span.Length));
    }
}
