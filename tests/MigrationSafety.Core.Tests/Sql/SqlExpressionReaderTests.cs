using System.Linq;
using MigrationSafety.Core.Changes;
using MigrationSafety.Core.Sql.Expressions;
using Xunit;

namespace MigrationSafety.Core.Tests.Sql;

public sealed class SqlExpressionReaderTests
{
    [Theory]
    [InlineData("0", nameof(Volatility.Constant))]
    [InlineData("-1.5", nameof(Volatility.Constant))]
    [InlineData("''", nameof(Volatility.Constant))]
    [InlineData("true", nameof(Volatility.Constant))]
    [InlineData("TIMESTAMPTZ '2020-01-01'", nameof(Volatility.Constant))]
    [InlineData("'{}'::jsonb", nameof(Volatility.Constant))]
    [InlineData("ARRAY[]::integer[]", nameof(Volatility.Constant))]
    [InlineData("lower('X') || 'y'", nameof(Volatility.Constant))]
    [InlineData("uuid_nil()", nameof(Volatility.Constant))]
    [InlineData("now()", nameof(Volatility.Stable))]
    [InlineData("now() at time zone 'utc'", nameof(Volatility.Stable))]
    [InlineData("timezone('utc', now())", nameof(Volatility.Stable))]
    [InlineData("CURRENT_TIMESTAMP", nameof(Volatility.Stable))]
    [InlineData("LOCALTIMESTAMP(3)", nameof(Volatility.Stable))]
    [InlineData("current_date + interval '1 day'", nameof(Volatility.Stable))]
    [InlineData("current_user", nameof(Volatility.Stable))]
    [InlineData("transaction_timestamp()", nameof(Volatility.Stable))]
    [InlineData("date_trunc('day', statement_timestamp())", nameof(Volatility.Stable))]
    [InlineData("txid_current()", nameof(Volatility.Stable))]
    [InlineData("clock_timestamp()", nameof(Volatility.Volatile))]
    [InlineData("timeofday()", nameof(Volatility.Volatile))]
    [InlineData("random() * 10", nameof(Volatility.Volatile))]
    [InlineData("gen_random_uuid()", nameof(Volatility.Volatile))]
    [InlineData("public.gen_random_uuid()", nameof(Volatility.Volatile))]
    [InlineData("uuid_generate_v4()", nameof(Volatility.Volatile))]
    [InlineData("\"extensions\".uuid_generate_v1mc()", nameof(Volatility.Volatile))]
    [InlineData("uuidv7()", nameof(Volatility.Volatile))]
    [InlineData("nextval('\"Orders_Id_seq\"'::regclass)", nameof(Volatility.Volatile))]
    [InlineData("coalesce(now(), clock_timestamp())", nameof(Volatility.Volatile))]
    [InlineData("my_function()", nameof(Volatility.Unknown))]
    [InlineData("public.now()", nameof(Volatility.Unknown))]
    [InlineData("my_function() + random()", nameof(Volatility.Volatile))]
    [InlineData("now(", nameof(Volatility.Unknown))]
    [InlineData("1, 2", nameof(Volatility.Unknown))]
    [InlineData("1 AS x", nameof(Volatility.Unknown))]
    [InlineData("1 FROM t", nameof(Volatility.Unknown))]
    [InlineData("1; DROP TABLE t", nameof(Volatility.Unknown))]
    [InlineData("", nameof(Volatility.Unknown))]
    public void Volatility_is_that_of_the_most_volatile_part(string sql, string volatility)
    {
        var expression = SqlExpressionReader.Parse(sql);

        Assert.Equal(volatility, expression.Volatility.ToString());
        Assert.Equal(sql, expression.Sql);
    }

    [Theory]
    [InlineData("NULL", true)]
    [InlineData("NULL::integer", true)]
    [InlineData("'NULL'", false)]
    [InlineData("coalesce(NULL, 1)", false)]
    public void NULL_is_known(string sql, bool isNull) => Assert.Equal(isNull, SqlExpressionReader.Parse(sql).IsNull);

    [Theory]
    [InlineData("a IS NOT NULL", "a")]
    [InlineData("(a IS NOT NULL AND (\"B\" IS NOT NULL AND c > 0))", "a,B")]
    [InlineData("NOT (a IS NULL)", "a")]
    [InlineData("NOT (a IS NULL OR b IS NULL)", "a,b")]
    [InlineData("a IS NOT NULL OR b IS NOT NULL", "")]
    [InlineData("NOT (a IS NOT NULL)", "")]
    [InlineData("a IS NULL", "")]
    [InlineData("a + 1 IS NOT NULL", "")]
    [InlineData("a > 0", "")]
    public void NOT_NULL_columns_are_those_of_a_top_level_AND(string sql, string columns) =>
        Assert.Equal(columns, string.Join(",", SqlExpressionReader.Parse(sql).NotNullColumns));

    [Theory]
    [InlineData("a > 0 AND 5 >= b AND c = 'x'::text AND d <> 1", "a>0,b<=5,c=x")]
    [InlineData("NOT (a > 0) AND NOT (b <> 2)", "a<=0,b=2")]
    [InlineData("at BETWEEN '2024-01-01' AND '2025-01-01'", "at>=2024-01-01,at<=2025-01-01")]
    [InlineData("a > b AND c > now()", "")]
    public void Comparisons_are_those_of_a_top_level_AND(string sql, string comparisons) =>
        Assert.Equal(comparisons, string.Join(",", SqlExpressionReader.Parse(sql).Comparisons.Select(c => c.Column + c.Operator + c.Constant)));

    [Theory]
    [InlineData("at < '2024-01-01' OR at >= '2025-01-01'", "at<2024-01-01|at>=2025-01-01")]
    [InlineData("NOT (at >= '2024-01-01' AND at < '2025-01-01')", "at<2024-01-01|at>=2025-01-01")]
    [InlineData("at NOT BETWEEN 1 AND 5 AND x IN (1, 2)", "at<1|at>5;x=1|x=2")]
    [InlineData("NOT (at BETWEEN 1 AND 5)", "at<1|at>5")]
    [InlineData("a < 1 OR b IS NULL", "a<1|bIS NULL")]
    [InlineData("a < 1 OR f(b)", "")]
    [InlineData("x NOT IN (1, 2)", "")]
    public void Alternatives_are_the_ORs_of_a_top_level_AND(string sql, string alternatives) =>
        Assert.Equal(alternatives, string.Join(";", SqlExpressionReader.Parse(sql).Alternatives.Select(
            any => string.Join("|", any.Select(c => c.Column + c.Operator + c.Constant)))));

    [Fact]
    public void Columns_and_functions_are_named_once_in_order()
    {
        var expression = SqlExpressionReader.Parse("lower(b) || t.a || my.f(b, pg_catalog.upper(c))");

        Assert.Equal("b a c", string.Join(" ", expression.Columns));
        Assert.Equal("lower my.f upper", string.Join(" ", expression.Functions));
    }
}
