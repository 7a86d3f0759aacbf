using System.Linq;
using MigrationSafety.Core.Changes;
using MigrationSafety.Core.Models;
using MigrationSafety.Core.Rules;
using Xunit;

namespace MigrationSafety.Core.Tests.Rules.Compatibility;

public sealed class RenameRuleTests
{
    private const string Schema = """
        CREATE TYPE mood AS ENUM ('sad', 'ok');
        CREATE TYPE unused AS ENUM ('a', 'b');
        CREATE TABLE customers (id bigint PRIMARY KEY, name text, feeling mood);
        CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint, note text, total numeric(10,2));
        CREATE INDEX ix_note ON orders (note);
        CREATE SEQUENCE numbers;
        CREATE TABLE sales.items (id bigint);
        CREATE VIEW v AS SELECT id, note FROM orders;
        """;

    [Theory]
    [InlineData("ALTER TABLE orders RENAME COLUMN note TO remark")]
    [InlineData("ALTER TABLE never_seen RENAME COLUMN a TO b")]
    [InlineData("ALTER VIEW v RENAME COLUMN note TO remark")]
    [InlineData("ALTER TABLE orders RENAME note TO remark; CREATE VIEW other AS SELECT remark AS note FROM orders")]
    public void A_renamed_column_is_found(string sql)
    {
        var finding = RuleTest.On(Schema).Migration(sql).FindsOne("MIG2001");
        Assert.Equal(Severity.Warning, finding.Severity);
        Assert.Contains("HasColumnName", finding.Message);
    }

    [Fact]
    public void A_renamed_column_is_found_as_operation() =>
        Assert.Contains("\"orders\".\"note\" is called \"remark\"", RuleTest.On(Schema).Migration(
            TestStep.Ef("RenameColumn", ("name", "note"), ("table", "orders"), ("newName", "remark"))).FindsOne("MIG2001").Message);

    [Theory]
    [InlineData("ALTER TABLE orders ADD COLUMN a int; ALTER TABLE orders RENAME a TO b")]
    [InlineData("CREATE TABLE t (a int); ALTER TABLE t RENAME a TO b")]
    // The swap at the end of expand and contract: the name is never missing.
    [InlineData("ALTER TABLE orders RENAME total TO total_old; ALTER TABLE orders RENAME total_new TO total")]
    [InlineData("ALTER TABLE orders RENAME note TO note_old; ALTER TABLE orders ADD COLUMN note text")]
    // A view keeps the old names.
    [InlineData("ALTER TABLE orders RENAME note TO remark; ALTER TABLE orders RENAME TO purchases; CREATE VIEW orders AS SELECT id, remark AS note FROM purchases")]
    [InlineData("ALTER TABLE orders RENAME TO purchases; ALTER TABLE purchases RENAME note TO remark; CREATE VIEW orders AS SELECT id, remark AS note FROM purchases")]
    [InlineData("ALTER TABLE orders RENAME CONSTRAINT orders_pkey TO pk_orders")]
    public void A_column_that_nobody_misses_is_fine(string sql) => RuleTest.On(Schema).Migration(sql).IsCleanOf("MIG2001");

    [Fact]
    public void A_column_that_takes_a_dropped_ones_name_leaves_its_own()
    {
        const string Sql = "ALTER TABLE orders DROP COLUMN total; ALTER TABLE orders RENAME total_new TO total";
        RuleTest.On(Schema).Only("MIG2").Migration(Sql).Finds("MIG2001");
        RuleTest.On(Schema).Only("MIG2001").Application(Running("total_new")).Migration(Sql).Finds("MIG2001");
        RuleTest.On(Schema).Application(Running("total")).Migration(Sql).IsCleanOf("MIG2001");
    }

    /// <summary>Not the swap of two columns that both are filled: the running version's values have nowhere to go.</summary>
    [Theory]
    [InlineData("ALTER TABLE orders RENAME note TO note_old; ALTER TABLE orders ADD COLUMN note integer", "integer", "text")]
    [InlineData("ALTER TABLE orders RENAME note TO note_old; ALTER TABLE orders ADD COLUMN note text[]", "text[]", "text")]
    [InlineData("ALTER TABLE orders RENAME total TO total_old; ALTER TABLE orders ADD COLUMN total boolean", "boolean", "numeric(10,2)")]
    public void A_new_column_of_another_type_does_not_stand_in_for_a_renamed_one(string sql, string type, string former)
    {
        var message = RuleTest.On(Schema).Only("MIG2001").Migration(sql).FindsOne("MIG2001").Message;
        Assert.Contains($"column of type {type} under its name, and what it writes there as {former} fails with 42804. Instead: add the column of the other type", message);
    }

    [Fact]
    public void It_does_not_as_operation_either() =>
        RuleTest.On(Schema).Only("MIG2001").Migration(
            TestStep.Ef("RenameColumn", ("name", "note"), ("table", "orders"), ("newName", "note_old")),
            TestStep.Ef("AddColumn", ("name", "note"), ("table", "orders"), ("type", "integer"), ("nullable", true))).Finds("MIG2001");

    [Theory]
    [InlineData("ALTER TABLE orders RENAME note TO note_old; ALTER TABLE orders ADD COLUMN note varchar(50)")]
    [InlineData("ALTER TABLE orders RENAME customer_id TO customer_old; ALTER TABLE orders ADD COLUMN customer_id integer")]
    [InlineData("ALTER TABLE orders RENAME note TO note_old; ALTER TABLE orders ADD COLUMN note unknown_type")]
    [InlineData("ALTER TABLE orders RENAME unseen TO seen; ALTER TABLE orders ADD COLUMN unseen integer")]
    [InlineData("ALTER TABLE orders RENAME note TO note_old; ALTER TABLE orders RENAME total TO note")]
    public void One_that_takes_the_same_values_does(string sql) => RuleTest.On(Schema).Migration(sql).IsCleanOf("MIG2001");

    [Fact]
    public void A_swap_breaks_a_version_that_knows_both_columns()
    {
        const string Sql = "ALTER TABLE orders RENAME total TO total_old; ALTER TABLE orders RENAME total_new TO total";
        RuleTest.On(Schema).Only("MIG2001").Application(Running("total", "total_new")).Migration(Sql).Finds("MIG2001");
        RuleTest.On(Schema).Application(Running("total")).Migration(Sql).IsCleanOf("MIG2001");
    }

    private static ApplicationView Running(params string[] columns) => new()
    {
        Running = new ListedModel([new MappedTable
        {
            Name = new QualifiedName(null, "orders"),
            Entities = [new MappedEntity("Shop.Order")],
            Columns = [.. columns.Select(static c => new MappedColumn { Name = c, Properties = [new MappedProperty("Shop.Order", c, "decimal")] })],
        }]),
    };

    [Fact]
    public void A_view_without_the_old_column_does_not_help() =>
        RuleTest.On(Schema).Only("MIG2").Migration(
            "ALTER TABLE orders RENAME note TO remark; ALTER TABLE orders RENAME TO purchases; CREATE VIEW orders AS SELECT id, remark FROM purchases")
            .Finds("MIG2001");

    [Fact]
    public void A_column_of_an_undeployed_migration_may_be_renamed() =>
        RuleTest.On(Schema).NewColumn("orders", "note").Migration("ALTER TABLE orders RENAME note TO remark").IsClean();

    [Theory]
    [InlineData("ALTER TABLE orders RENAME TO purchases", "\"purchases\"")]
    [InlineData("ALTER TABLE orders SET SCHEMA sales", "\"sales.orders\"")]
    [InlineData("ALTER VIEW v RENAME TO w", "\"w\"")]
    [InlineData("ALTER SCHEMA sales RENAME TO trade", "\"trade\"")]
    [InlineData("ALTER TABLE never_seen RENAME TO seen", "\"seen\"")]
    public void A_renamed_or_moved_table_is_found(string sql, string name) =>
        Assert.Contains("is called " + name, RuleTest.On(Schema).Only("MIG2").Migration(sql).FindsOne("MIG2002").Message);

    [Fact]
    public void A_table_that_is_renamed_and_moved_is_found_once() =>
        RuleTest.On(Schema).Migration(
            TestStep.Ef("RenameTable", ("name", "orders"), ("newName", "purchases"), ("newSchema", "sales"))).Finds("MIG2002");

    [Theory]
    [InlineData("ALTER INDEX ix_note RENAME TO ix_orders_note")]
    [InlineData("ALTER TABLE ix_note RENAME TO ix_orders_note")]
    [InlineData("ALTER SEQUENCE numbers RENAME TO counters")]
    [InlineData("CREATE TABLE t (a int); ALTER TABLE t RENAME TO u")]
    [InlineData("CREATE SCHEMA s; ALTER SCHEMA s RENAME TO t")]
    [InlineData("ALTER TABLE orders RENAME TO purchases; CREATE VIEW orders AS SELECT * FROM purchases")]
    [InlineData("ALTER TABLE orders RENAME TO orders_old; ALTER TABLE orders_new RENAME TO orders")]
    [InlineData("ALTER TYPE mood RENAME TO feeling")]
    public void Names_that_nobody_misses_are_fine(string sql) => RuleTest.On(Schema).Migration(sql).IsCleanOf("MIG2002");

    [Fact]
    public void A_table_of_an_undeployed_migration_may_be_renamed() =>
        RuleTest.On(Schema).NewTables("orders").Migration("ALTER TABLE orders RENAME TO purchases; ALTER TABLE purchases SET SCHEMA sales").IsClean();

    [Theory]
    [InlineData("ALTER TYPE mood RENAME VALUE 'ok' TO 'fine'")]
    [InlineData("ALTER TYPE never_seen RENAME VALUE 'ok' TO 'fine'")]
    public void A_renamed_enum_value_is_found(string sql) =>
        Assert.Contains("value 'ok' of enum", RuleTest.On(Schema).Migration(sql).FindsOne("MIG2003").Message);

    [Theory]
    [InlineData("ALTER TYPE unused RENAME VALUE 'a' TO 'c'")]
    [InlineData("CREATE TYPE level AS ENUM ('low'); ALTER TABLE orders ADD COLUMN l level; ALTER TYPE level RENAME VALUE 'low' TO 'lower'")]
    [InlineData("ALTER TYPE mood ADD VALUE 'great'")]
    public void Values_that_nobody_uses_may_be_renamed(string sql) => RuleTest.On(Schema).Migration(sql).IsCleanOf("MIG2003");

    [Fact]
    public void A_value_that_only_a_new_column_uses_may_be_renamed() =>
        RuleTest.On(Schema).NewColumn("customers", "feeling").Migration("ALTER TYPE mood RENAME VALUE 'ok' TO 'fine'").IsClean();
}
