using System.Collections.Immutable;
using MigrationSafety.Core.Changes;
using MigrationSafety.Core.EfCore;
using MigrationSafety.Core.Rules;
using MigrationSafety.Core.State;
using Xunit;

namespace MigrationSafety.Core.Tests.Rules.Engine;

public sealed class NewTableTests
{
    private const string Schema = "CREATE TABLE orders (id bigint PRIMARY KEY, note text); CREATE TABLE sales.items (id int, a int);";

    [Theory]
    [InlineData("CREATE TABLE t (a int); CREATE INDEX ix ON t (a)")]
    [InlineData("CREATE TABLE IF NOT EXISTS t (a int); CREATE INDEX ix ON t (a)")]
    [InlineData("CREATE TABLE t AS SELECT * FROM orders; CREATE INDEX ix ON t (id)")]
    [InlineData("SELECT * INTO t FROM orders; CREATE INDEX ix ON t (id)")]
    [InlineData("DROP TABLE orders; CREATE TABLE orders (a int); CREATE INDEX ix ON orders (a)")]
    [InlineData("CREATE TABLE t (a int); ALTER TABLE t RENAME TO u; CREATE INDEX ix ON u (a)")]
    [InlineData("CREATE TABLE t (a int); ALTER TABLE t SET SCHEMA sales; CREATE INDEX ix ON sales.t (a)")]
    [InlineData("CREATE TABLE n (a int); DROP TABLE orders; ALTER TABLE n RENAME TO orders; CREATE INDEX ix ON orders (a)")]
    [InlineData("CREATE MATERIALIZED VIEW m AS SELECT id FROM orders; CREATE INDEX ix ON m (id)")]
    [InlineData("CREATE TABLE \"T\" (a int); CREATE INDEX ix ON \"T\" (a)")]
    [InlineData("CREATE TABLE T (a int); CREATE INDEX ix ON public.t (a)")]
    public void A_table_that_the_migration_creates_is_new(string sql) => RuleTest.On(Schema).Migration(sql).IsCleanOf("MIG1001");

    [Theory]
    [InlineData("CREATE TABLE IF NOT EXISTS orders (id bigint); CREATE INDEX ix ON orders (id)")]
    [InlineData("CREATE TABLE items (a int); CREATE INDEX ix ON sales.items (a)")]
    [InlineData("CREATE TABLE \"Orders\" (a int); CREATE INDEX ix ON orders (note)")]
    [InlineData("ALTER TABLE orders RENAME TO old; CREATE TABLE orders (a int); CREATE INDEX ix ON old (note)")]
    [InlineData("CREATE TABLE t (a int); DROP TABLE t; ALTER TABLE orders RENAME TO t; CREATE INDEX ix ON t (note)")]
    [InlineData("CREATE INDEX ix ON orders (note); CREATE TABLE t (a int)")]
    public void A_table_that_was_there_before_is_not(string sql) => RuleTest.On(Schema).Migration(sql).Finds("MIG1001");

    [Theory]
    [InlineData("TRUNCATE orders; CREATE INDEX ix ON orders (note)", false)]
    [InlineData("TRUNCATE orders; DELETE FROM orders; CREATE INDEX ix ON orders (note)", false)]
    [InlineData("TRUNCATE sales.items; CREATE INDEX ix ON orders (note)", true)]
    [InlineData("DELETE FROM orders; CREATE INDEX ix ON orders (note)", true)]
    [InlineData("TRUNCATE orders; INSERT INTO orders SELECT id FROM sales.items; CREATE INDEX ix ON orders (note)", true)]
    [InlineData("TRUNCATE orders; COMMIT; CREATE INDEX ix ON orders (note)", true)]
    public void A_truncated_table_has_no_rows_to_read_until_the_transaction_ends(string sql, bool isFound) =>
        Assert.Equal(isFound, RuleTest.On(Schema).Only("MIG1001").Migration(sql).Findings.Length == 1);

    [Fact]
    public void A_table_of_an_undeployed_migration_is_new() =>
        RuleTest.On(Schema).NewTables("orders").Migration("CREATE INDEX ix ON orders (note)").IsClean();

    [Fact]
    public void New_tables_are_carried_from_migration_to_migration()
    {
        var set = ChangeSetLowering.Lower(
            new ChangeSet
            {
                Id = "1",
                Steps = ImmutableArray.Create(((TestStep)"CREATE TABLE a (x int); CREATE TABLE b (x int); DROP TABLE b; ALTER TABLE a RENAME TO c").AsWritten(0)),
            },
            SchemaState.Empty).ChangeSet;
        var after = NewRelations.After(set, SchemaState.Empty, new NewRelations(ImmutableHashSet.Create(new QualifiedName(null, "earlier"))));
        Assert.Equal([new QualifiedName(null, "earlier"), new QualifiedName("public", "c")], after.Names);
    }
}
