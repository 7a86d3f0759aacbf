using MigrationSafety.Core.Rules;
using MigrationSafety.Core.Sql;
using Xunit;

namespace MigrationSafety.Core.Tests.Rules;

/// <summary>These names stand in users' baselines: changing one breaks them.</summary>
public sealed class FindingSubjectTests
{
    [Theory]
    [InlineData("CREATE INDEX ix ON public.orders (a)", "orders.ix")]
    [InlineData("CREATE INDEX ON sales.orders (a, b)", "sales.orders.(a,b)")]
    [InlineData("DROP INDEX sales.ix", "sales.ix")]
    [InlineData("REINDEX TABLE orders", "orders")]
    [InlineData("ALTER TABLE orders ADD COLUMN n int", "orders.n")]
    [InlineData("ALTER TABLE orders ALTER n SET NOT NULL", "orders.n")]
    [InlineData("ALTER TABLE orders ADD CONSTRAINT ck CHECK (n > 0)", "orders.ck")]
    [InlineData("ALTER TABLE orders ADD UNIQUE (a, b)", "orders.(a,b)")]
    [InlineData("ALTER TABLE orders VALIDATE CONSTRAINT ck", "orders.ck")]
    [InlineData("ALTER TABLE orders DROP CONSTRAINT ck", "orders.ck")]
    [InlineData("ALTER TABLE orders ATTACH PARTITION p DEFAULT", "orders.p")]
    [InlineData("ALTER TABLE orders RENAME TO o", "orders")]
    [InlineData("DROP TABLE orders", "orders")]
    [InlineData("TRUNCATE a, s.b", "a,s.b")]
    [InlineData("LOCK TABLE a", "a")]
    [InlineData("VACUUM FULL a", "a")]
    [InlineData("CLUSTER a", "a")]
    [InlineData("REFRESH MATERIALIZED VIEW v", "v")]
    [InlineData("ALTER TYPE mood ADD VALUE 'new'", "mood.new")]
    [InlineData("ALTER DOMAIN d ADD CHECK (VALUE > 0)", "d")]
    [InlineData("CREATE TRIGGER t BEFORE INSERT ON orders EXECUTE FUNCTION f()", "orders.t")]
    [InlineData("UPDATE orders SET a = 1", "orders")]
    [InlineData("SET lock_timeout = 5", "lock_timeout")]
    [InlineData("COMMIT", "")]
    public void It_names_the_object(string sql, string subject) =>
        Assert.Equal(subject, FindingSubject.Of(Assert.Single(SqlReader.Read(sql).Changes)));

    [Fact]
    public void Nothing_is_no_subject() => Assert.Equal("", FindingSubject.Of(null));
}
