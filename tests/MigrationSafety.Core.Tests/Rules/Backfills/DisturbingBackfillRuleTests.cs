using MigrationSafety.Core.Changes;
using MigrationSafety.Core.Models;
using MigrationSafety.Core.Rules;
using Xunit;

namespace MigrationSafety.Core.Tests.Rules.Backfills;

/// <summary>MIG5004: concurrency tokens and triggers of the table that a data change goes over.</summary>
public sealed class DisturbingBackfillRuleTests
{
    private const string Schema = """
        CREATE TABLE orders (id bigint PRIMARY KEY, note text, total numeric, version int);
        CREATE TABLE lines (id bigint PRIMARY KEY, note text);
        CREATE TRIGGER t_stamp BEFORE INSERT OR UPDATE ON orders FOR EACH ROW EXECUTE FUNCTION stamp();
        CREATE TRIGGER t_gone AFTER DELETE ON orders FOR EACH ROW EXECUTE FUNCTION audit();
        CREATE TRIGGER t_total AFTER UPDATE OF total ON orders FOR EACH ROW EXECUTE FUNCTION audit();
        CREATE TRIGGER t_count AFTER UPDATE ON orders EXECUTE FUNCTION audit();
        CREATE TRIGGER zz_orders_note_note_new_sync BEFORE INSERT OR UPDATE ON orders FOR EACH ROW EXECUTE FUNCTION sync();
        """;

    [Theory]
    [InlineData("UPDATE orders SET note = ''", "trigger \"t_stamp\"")]
    [InlineData("UPDATE orders SET total = 0 WHERE note IS NULL", "triggers \"t_stamp\" and \"t_total\"")]
    [InlineData("DELETE FROM orders WHERE note IS NULL", "trigger \"t_gone\"")]
    [InlineData("INSERT INTO orders (id) SELECT id FROM lines", "trigger \"t_stamp\"")]
    [InlineData("MERGE INTO orders o USING lines l ON o.id = l.id WHEN MATCHED THEN UPDATE SET note = l.note", "triggers \"t_stamp\", \"t_gone\" and \"t_total\"")]
    [InlineData("CREATE TRIGGER t_own AFTER UPDATE ON lines FOR EACH ROW EXECUTE FUNCTION audit(); UPDATE lines SET note = ''", "trigger \"t_own\"")]
    [InlineData("ALTER TABLE orders RENAME TO purchases; UPDATE purchases SET note = ''", "trigger \"t_stamp\"")]
    [InlineData("ALTER TABLE orders DISABLE TRIGGER ALL; ALTER TABLE orders ENABLE TRIGGER t_stamp; UPDATE orders SET note = ''", "trigger \"t_stamp\"")]
    [InlineData("DO $$ BEGIN LOOP UPDATE orders SET note = '' WHERE id IN (SELECT id FROM orders WHERE note IS NULL LIMIT 100000); EXIT WHEN NOT FOUND; END LOOP; END $$", "trigger \"t_stamp\"")]
    public void Triggers_that_fire_for_each_row_are_named(string sql, string triggers)
    {
        var finding = RuleTest.On(Schema).Only("MIG5004").Migration(sql).FindsOne("MIG5004");
        Assert.Equal(Severity.Info, finding.Severity);
        Assert.Contains(" fires " + triggers + ". Instead: see that", finding.Message);
        Assert.Single(RuleTest.On(Schema).Only("MIG5004").SqlFile(sql).Findings);
    }

    [Theory]
    [InlineData("UPDATE lines SET note = ''")]
    [InlineData("UPDATE orders SET note = '' WHERE id = 1")]
    [InlineData("INSERT INTO orders (id) VALUES (1), (2)")]
    [InlineData("DROP TRIGGER t_stamp ON orders; UPDATE orders SET note = ''")]
    [InlineData("ALTER TABLE orders DISABLE TRIGGER t_stamp; UPDATE orders SET note = ''")]
    [InlineData("ALTER TABLE orders DISABLE TRIGGER USER; UPDATE orders SET total = 1")]
    [InlineData("SET session_replication_role = replica; UPDATE orders SET note = ''")]
    [InlineData("SET LOCAL session_replication_role TO 'replica'; UPDATE orders SET note = ''")]
    [InlineData("CREATE TABLE t (a int); CREATE TRIGGER x BEFORE UPDATE ON t FOR EACH ROW EXECUTE FUNCTION f(); UPDATE t SET a = 1")]
    [InlineData("SELECT count(*) FROM orders")]
    [InlineData("TRUNCATE orders")]
    public void What_fires_nothing_is_quiet(string sql) => RuleTest.On(Schema).Migration(sql).IsCleanOf("MIG5004");

    [Theory]
    [InlineData("xmin", true, true, "UPDATE lines SET note = ''")]
    [InlineData("row_version", true, true, "UPDATE lines SET note = ''")]
    [InlineData("version", true, false, "UPDATE lines SET version = version + 1")]
    [InlineData("xmin", true, true, "ALTER TABLE lines RENAME TO items; UPDATE items SET note = ''")]
    public void A_token_that_each_update_changes_is_named(string column, bool isToken, bool generated, string sql)
    {
        Assert.StartsWith(
            "For each row that it touches UPDATE ",
            RuleTest.On(Schema).Application(Running(column, isToken, generated)).Only("MIG5004").Migration(sql).FindsOne("MIG5004").Message);
        Assert.Contains(
            "changes the concurrency token Line.Version, so that whoever loaded the row before gets DbUpdateConcurrencyException. Instead: let the application",
            RuleTest.On(Schema).Application(Running(column, isToken, generated)).Only("MIG5004").Migration(sql).FindsOne("MIG5004").Message);
    }

    [Fact]
    public void A_sql_file_asks_the_model_that_the_code_has() =>
        Assert.Single(RuleTest.On(Schema)
            .Application(new() { Current = Running("xmin", true, true).Running })
            .Only("MIG5004").SqlFile("UPDATE lines SET note = ''").Findings);

    [Fact]
    public void EF_Cores_own_update_too() =>
        RuleTest.On(Schema).Application(Running("xmin", true, true)).Only("MIG5004")
            .Migration(TestStep.Ef("AlterColumn", "string", ("name", "note"), ("table", "lines"), ("type", "text"), ("nullable", false), ("defaultValue", ""), ("oldClrType", "string"), ("oldType", "text"), ("oldNullable", true)))
            .FindsOne("MIG5004");

    [Theory]
    [InlineData("version", true, false, "UPDATE lines SET note = ''")]
    [InlineData("updated", false, true, "UPDATE lines SET note = ''")]
    [InlineData("xmin", true, true, "UPDATE lines SET note = '' WHERE id IN (1, 2)")]
    [InlineData("xmin", true, true, "DELETE FROM lines")]
    [InlineData("xmin", true, true, "INSERT INTO lines (id) SELECT id FROM orders")]
    public void A_token_that_stays_is_quiet(string column, bool isToken, bool generated, string sql) =>
        RuleTest.On(Schema).Application(Running(column, isToken, generated)).Migration(sql).IsCleanOf("MIG5004");

    private static ApplicationView Running(string column, bool isToken, bool generated) => new()
    {
        Running = new ListedModel([new MappedTable
        {
            Name = new QualifiedName(null, "lines"),
            Entities = [new MappedEntity("Shop.Line")],
            Columns =
            [
                new MappedColumn
                {
                    Name = column,
                    IsConcurrencyToken = isToken,
                    ValueGenerated = generated ? ValueGeneration.OnAddOrUpdate : ValueGeneration.Never,
                    Properties = [new MappedProperty("Shop.Line", "Version", "uint")],
                },
            ],
        }]),
    };
}
