using System.Linq;
using MigrationSafety.Core.Models;
using MigrationSafety.Core.Rules;
using Xunit;

namespace MigrationSafety.Core.Tests.Rules.Data;

/// <summary>MIG3010: Down() that is missing, empty, loses data or locks worse than Up().</summary>
public sealed class DownRuleTests
{
    private const string Schema = """
        CREATE TABLE customers (id bigint PRIMARY KEY);
        CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint, note text, total numeric(10,2), code varchar(20) NOT NULL);
        ALTER TABLE orders ADD CONSTRAINT fk FOREIGN KEY (customer_id) REFERENCES customers;
        CREATE INDEX ix_note ON orders (note);
        """;

    [Theory]
    [InlineData("ALTER TABLE orders ADD COLUMN a int")]
    [InlineData("CREATE TABLE t (a int)")]
    [InlineData("DROP INDEX ix_note")]
    public void A_missing_one_is_found(string up)
    {
        var finding = Up(up).Down(DownKind.Missing).FindsOne("MIG3010");
        Assert.Equal((Severity.Info, Finding.InDown), (finding.Severity, finding.Step));
        Assert.StartsWith("The migration has no Down(): ", finding.Message);
        Up(up).Down(DownKind.Throws).IsClean();
    }

    [Theory]
    [InlineData("ALTER TABLE orders ADD COLUMN a int", "ALTER TABLE \"orders\" ADD COLUMN \"a\"")]
    [InlineData("UPDATE orders SET note = '' WHERE id = 1; CREATE TABLE t (a int)", "CREATE TABLE \"t\"")]
    [InlineData("ALTER TABLE orders RENAME note TO remark", "ALTER TABLE \"orders\" RENAME COLUMN \"note\"")]
    public void An_empty_one_is_found_where_Up_fails_again(string up, string statement) =>
        Assert.Contains("applied again it fails on " + statement + ". Instead:", Up(up).Down(DownKind.Empty).FindsOne("MIG3010").Message);

    [Theory]
    [InlineData("UPDATE orders SET note = '' WHERE id = 1")]
    [InlineData("CREATE TABLE IF NOT EXISTS t (a int)")]
    [InlineData("ALTER TABLE orders ALTER COLUMN note SET DEFAULT ''")]
    [InlineData("ALTER TABLE orders VALIDATE CONSTRAINT fk")]
    [InlineData("CREATE OR REPLACE VIEW v AS SELECT id FROM orders")]
    [InlineData("DO $$ BEGIN IF true THEN CREATE TABLE t (a int); END IF; END $$")]
    public void An_empty_one_is_fine_where_Up_may_run_again(string up) => Up(up).Down(DownKind.Empty).IsClean();

    [Fact]
    public void Without_a_schema_change_there_is_nothing_to_undo()
    {
        foreach (var kind in new[] { DownKind.Missing, DownKind.Empty })
        {
            Up("UPDATE orders SET note = '' WHERE id = 1").Down(kind).IsClean();
            Up("SELECT 1").Down(kind).IsClean();
        }
    }

    [Theory]
    [InlineData("ALTER TABLE orders ADD COLUMN remark text; UPDATE orders SET remark = note WHERE id < 5", "ALTER TABLE orders DROP COLUMN remark", "\"orders\".\"remark\"")]
    [InlineData("ALTER TABLE orders ADD COLUMN remark text; UPDATE orders SET remark = note; ALTER TABLE orders DROP COLUMN note", "ALTER TABLE orders ADD COLUMN note text; ALTER TABLE orders DROP COLUMN remark", "\"orders\".\"remark\"")]
    [InlineData("CREATE TABLE notes (id bigint, note text); INSERT INTO notes SELECT id, note FROM orders", "DROP TABLE notes", "\"notes\"")]
    public void What_Up_filled_and_Down_drops_is_found(string up, string down, string what) =>
        Assert.StartsWith("Down() drops " + what + ", which Up() fills: ", Up(up).Down(DownKind.Written, down).FindsOne("MIG3010").Message);

    [Theory]
    [InlineData("ALTER TABLE orders ADD COLUMN remark text", "ALTER TABLE orders DROP COLUMN remark")]
    [InlineData("ALTER TABLE orders ADD COLUMN remark text; UPDATE orders SET remark = ''", "ALTER TABLE orders DROP COLUMN remark")]
    [InlineData("ALTER TABLE orders ADD COLUMN remark text; UPDATE orders SET remark = '' WHERE remark IS NULL", "ALTER TABLE orders DROP COLUMN remark")]
    [InlineData("ALTER TABLE orders ADD COLUMN remark text; UPDATE orders SET remark = note", "UPDATE orders SET note = remark; ALTER TABLE orders DROP COLUMN remark")]
    [InlineData("ALTER TABLE orders ADD COLUMN remark text; UPDATE orders SET note = remark", "ALTER TABLE orders DROP COLUMN remark")]
    [InlineData("ALTER TABLE orders ADD COLUMN remark text; UPDATE orders SET remark = note", "SELECT 1")]
    [InlineData("CREATE TABLE notes (id bigint, note text); INSERT INTO notes VALUES (1, 'a')", "DROP TABLE notes")]
    [InlineData("CREATE TABLE notes (id bigint, note text); INSERT INTO notes SELECT id, note FROM orders", "INSERT INTO orders (id, code) SELECT id, note FROM notes; DROP TABLE notes")]
    public void What_was_only_added_or_is_copied_back_is_quiet(string up, string down) => Up(up).Down(DownKind.Written, down).IsClean();

    [Theory]
    [InlineData("DROP INDEX ix_note", "CREATE INDEX ix_note ON orders (note)", "CREATE INDEX \"ix_note\" on \"orders\" takes SHARE on")]
    [InlineData("ALTER TABLE orders DROP CONSTRAINT fk", "ALTER TABLE orders ADD CONSTRAINT fk FOREIGN KEY (customer_id) REFERENCES customers", "takes SHARE ROW EXCLUSIVE on")]
    [InlineData("ALTER TABLE orders ALTER COLUMN code DROP NOT NULL", "ALTER TABLE orders ALTER COLUMN code SET NOT NULL", "takes ACCESS EXCLUSIVE on")]
    [InlineData("ALTER TABLE orders ALTER COLUMN code TYPE text", "ALTER TABLE orders ALTER COLUMN code TYPE varchar(20)", "takes ACCESS EXCLUSIVE on")]
    public void Work_under_a_lock_that_Up_has_not_is_found(string up, string down, string message)
    {
        var found = Up(up).Down(DownKind.Written, down).FindsOne("MIG3010").Message;
        Assert.StartsWith("Down() locks worse than Up(): ", found);
        Assert.Contains(message, found);
    }

    [Theory]
    [InlineData("CREATE INDEX ix ON orders (total)", "DROP INDEX ix; CREATE INDEX ix2 ON orders (code)")]
    [InlineData("ALTER TABLE orders ALTER COLUMN total TYPE bigint", "ALTER TABLE orders ALTER COLUMN total TYPE numeric(10,2)")]
    [InlineData("ALTER TABLE orders DROP CONSTRAINT fk", "ALTER TABLE orders ADD CONSTRAINT fk FOREIGN KEY (customer_id) REFERENCES customers NOT VALID")]
    [InlineData("DROP INDEX CONCURRENTLY ix_note", "CREATE INDEX CONCURRENTLY ix_note ON orders (note)")]
    [InlineData("ALTER TABLE orders DROP COLUMN note", "ALTER TABLE orders ADD COLUMN note text")]
    [InlineData("DROP TABLE customers CASCADE", "CREATE TABLE customers (id bigint PRIMARY KEY, name text); CREATE INDEX ix ON customers (name)")]
    [InlineData("CREATE TABLE t (a int)", "CREATE INDEX ix ON t (a); DROP TABLE t")]
    public void What_Up_does_too_or_is_brief_is_quiet(string up, string down) => Up(up).Down(DownKind.Written, down).IsClean();

    /// <summary>Nothing is lowered for the Down that almost every migration has.</summary>
    [Fact]
    public void Drops_alone_are_not_looked_at() =>
        Up("ALTER TABLE orders ADD COLUMN a int").Application(new() { Down = () => new(DownKind.Written, true, _ => throw new System.InvalidOperationException()) }).IsClean();

    private static RuleTest Up(string sql) => RuleTest.On(Schema).Only("MIG3010").Migration(sql);
}
