using System.Collections.Immutable;
using MigrationSafety.Core.Changes;
using MigrationSafety.Core.Models;
using MigrationSafety.Core.Rules;
using Xunit;

namespace MigrationSafety.Core.Tests.Rules.Compatibility;

/// <summary>MIG2008 and MIG2011: NULL and other values on which the running version and the new one do not agree.</summary>
public sealed class NullabilityRuleTests
{
    private const string Schema = """
        CREATE TABLE customers (id bigint PRIMARY KEY, code text NOT NULL);
        CREATE TABLE orders (
            id bigint PRIMARY KEY, customer_id bigint, other_id bigint REFERENCES customers ON DELETE CASCADE, note text, code varchar(20) NOT NULL,
            total numeric(10,2) NOT NULL DEFAULT 0, status text CONSTRAINT ck_status CHECK (status IN ('new', 'paid')));
        CREATE UNIQUE INDEX ux_code ON orders (code);
        """;

    [Theory]
    [InlineData("ALTER TABLE orders ALTER COLUMN code DROP NOT NULL")]
    [InlineData("ALTER TABLE never_seen ALTER COLUMN a DROP NOT NULL")]
    public void NULL_in_a_column_that_had_none_is_found(string sql)
    {
        var finding = RuleTest.On(Schema).Only("MIG2").Migration(sql).FindsOne("MIG2008");
        Assert.Equal(Severity.Info, finding.Severity);
        Assert.DoesNotContain("maps it as required (", finding.Message);
        Assert.Single(RuleTest.On(Schema).Only("MIG2008").SqlFile(sql).Findings);
    }

    [Fact]
    public void The_property_that_cannot_be_null_is_named()
    {
        var finding = RuleTest.On(Schema).Application(Running(("code", false))).Only("MIG2")
            .Migration(TestStep.Ef("AlterColumn", "string", ("name", "code"), ("table", "orders"), ("type", "character varying(20)"), ("nullable", true),
                ("oldClrType", "string"), ("oldType", "character varying(20)"), ("oldNullable", false)))
            .FindsOne("MIG2008");
        Assert.StartsWith("\"orders\".\"code\" may hold NULL from here on, and the running version maps it as required (Order.code): ", finding.Message);
        RuleTest.On(Schema).Application(Running(("code", false))).Only("MIG2008")
            .Migration("ALTER TABLE orders RENAME COLUMN code TO label; ALTER TABLE orders RENAME TO purchases; ALTER TABLE purchases ALTER COLUMN label DROP NOT NULL")
            .FindsOne("MIG2008");
    }

    [Fact]
    public void A_named_not_null_constraint_too() =>
        RuleTest.On(Schema + "ALTER TABLE orders ADD CONSTRAINT nn NOT NULL note").Version(18).Only("MIG2")
            .Migration("ALTER TABLE orders DROP CONSTRAINT nn").Finds("MIG2008");

    [Theory]
    [InlineData("ALTER TABLE orders ALTER COLUMN note DROP NOT NULL")]
    [InlineData("ALTER TABLE orders ALTER COLUMN code DROP NOT NULL; ALTER TABLE orders ALTER COLUMN code SET NOT NULL")]
    [InlineData("ALTER TABLE orders ALTER COLUMN code DROP NOT NULL; ALTER TABLE orders DROP COLUMN code")]
    [InlineData("ALTER TABLE orders ADD COLUMN kind text NOT NULL DEFAULT ''; ALTER TABLE orders ALTER COLUMN kind DROP NOT NULL")]
    [InlineData("CREATE TABLE t (a int NOT NULL); ALTER TABLE t ALTER COLUMN a DROP NOT NULL")]
    [InlineData("ALTER TABLE orders DROP CONSTRAINT ck_status")]
    public void Where_nobody_meets_a_new_NULL_it_is_quiet(string sql) => RuleTest.On(Schema).Migration(sql).IsCleanOf("MIG2008");

    [Fact]
    public void A_version_that_reads_NULL_or_not_the_column_is_no_reason()
    {
        const string Drop = "ALTER TABLE orders ALTER COLUMN code DROP NOT NULL";
        RuleTest.On(Schema).Application(Running(("code", true))).Migration(Drop).IsCleanOf("MIG2008");
        RuleTest.On(Schema).Application(Running(("code", null))).Migration(Drop).IsCleanOf("MIG2008");
        RuleTest.On(Schema).Application(Running(("id", false))).Migration(Drop).IsCleanOf("MIG2008");
        RuleTest.On(Schema).NewColumn("orders", "code").Migration(Drop).IsCleanOf("MIG2008");
    }

    [Theory]
    [InlineData("ALTER TABLE orders ALTER COLUMN note SET NOT NULL", "23502")]
    [InlineData("ALTER TABLE orders ADD CONSTRAINT ck CHECK (note <> '') NOT VALID", "23514")]
    [InlineData("ALTER TABLE orders ADD CHECK (note IS NOT NULL)", "23514")]
    [InlineData("ALTER TABLE orders ADD CONSTRAINT fk FOREIGN KEY (customer_id) REFERENCES customers", "23503")]
    [InlineData("ALTER TABLE orders ADD CONSTRAINT fk FOREIGN KEY (customer_id) REFERENCES customers NOT VALID", "23503")]
    [InlineData("ALTER TABLE orders ALTER COLUMN note TYPE varchar(10)", "22001")]
    [InlineData("ALTER TABLE orders ALTER COLUMN note TYPE varchar(10) USING left(note, 10)", "22001")]
    [InlineData("ALTER TABLE orders ALTER COLUMN total TYPE numeric(8,2)", "22003")]
    [InlineData("ALTER TABLE orders ALTER COLUMN customer_id TYPE integer", "22003")]
    [InlineData("ALTER TABLE orders ADD CONSTRAINT ex EXCLUDE USING gist (note WITH =)", "23P01")]
    [InlineData("ALTER TABLE orders ADD COLUMN kind text; ALTER TABLE orders ADD CHECK (kind <> note)", "23514")]
    [InlineData("ALTER TABLE orders DROP CONSTRAINT ck_status; ALTER TABLE orders ADD CONSTRAINT ck_status CHECK (status IN ('new'))", "23514")]
    [InlineData("ALTER TABLE orders DROP CONSTRAINT orders_other_id_fkey; ALTER TABLE orders ADD FOREIGN KEY (other_id) REFERENCES customers", "a DELETE from \"customers\" that relies on ON DELETE CASCADE fails with 23503")]
    [InlineData("ALTER TABLE never_seen ALTER COLUMN a SET NOT NULL", "23502")]
    public void A_rule_that_the_running_version_does_not_know_is_found(string sql, string message)
    {
        var finding = RuleTest.On(Schema).Only("MIG2011").Migration(sql).FindsOne("MIG2011");
        Assert.Equal(Severity.Info, finding.Severity);
        Assert.Contains(message, finding.Message);
        Assert.Single(RuleTest.On(Schema).Only("MIG2011").SqlFile(sql).Findings);
    }

    [Fact]
    public void NOT_VALID_does_not_help_and_the_message_says_so()
    {
        Assert.Contains(
            "(NOT VALID spares only the rows that are there)",
            RuleTest.On(Schema).Only("MIG2011").Migration("ALTER TABLE orders ADD CHECK (note <> '') NOT VALID").FindsOne("MIG2011").Message);
        Assert.DoesNotContain("NOT VALID", RuleTest.On(Schema).Only("MIG2011").Migration("ALTER TABLE orders ADD CHECK (note <> '')").FindsOne("MIG2011").Message);
    }

    [Theory]
    [InlineData("ALTER TABLE orders ALTER COLUMN note SET NOT NULL")]
    [InlineData("ALTER TABLE orders ADD CONSTRAINT nn CHECK (note IS NOT NULL) NOT VALID")]
    public void A_running_version_that_may_write_NULL_makes_it_a_warning(string sql)
    {
        var finding = RuleTest.On(Schema).Application(Running(("note", true))).Only("MIG2").Migration(sql).FindsOne("MIG2011");
        Assert.Equal(Severity.Warning, finding.Severity);
        Assert.Contains(", and its model maps Order.note as optional.", finding.Message);
        Assert.Equal(Severity.Info, RuleTest.On(Schema).Application(Running(("note", false))).Only("MIG2").Migration(sql).FindsOne("MIG2011").Severity);
        Assert.Equal(Severity.Info, RuleTest.On(Schema).Application(Running(("note", true), hasDefault: true)).Only("MIG2").Migration(sql).FindsOne("MIG2011").Severity);
    }

    /// <summary>The recipe of MIG1008 has one cause, and one finding: where NULL is refused first.</summary>
    [Fact]
    public void The_helper_check_speaks_for_SET_NOT_NULL()
    {
        const string Check = "ALTER TABLE orders ADD CONSTRAINT nn CHECK (note IS NOT NULL) NOT VALID;";
        RuleTest.On(Schema).Only("MIG2011").Migration(Check, "ALTER TABLE orders ALTER COLUMN note SET NOT NULL").Finds("MIG2011");
        RuleTest.On(Schema + Check).Migration("ALTER TABLE orders ALTER COLUMN note SET NOT NULL").IsCleanOf("MIG2011");
    }

    [Theory]
    [InlineData("CREATE UNIQUE INDEX ux ON orders (note)")]
    [InlineData("ALTER TABLE orders ADD CONSTRAINT uq UNIQUE (note, customer_id)")]
    public void Unique_keys_say_it_with_the_existing_rows(string sql) =>
        Assert.Equal("MIG2011", Assert.Single(RuleTest.On(Schema).Only("MIG2", "MIG3").Migration(sql).FindsOne("MIG3009").Absorbed));

    [Theory]
    [InlineData("ALTER TABLE orders ALTER COLUMN code SET NOT NULL")]
    [InlineData("ALTER TABLE orders ALTER COLUMN code DROP NOT NULL; ALTER TABLE orders ALTER COLUMN code SET NOT NULL")]
    [InlineData("ALTER TABLE orders ADD COLUMN kind text; ALTER TABLE orders ALTER COLUMN kind SET NOT NULL")]
    [InlineData("ALTER TABLE orders ADD COLUMN kind text; ALTER TABLE orders ADD CHECK (kind <> '')")]
    [InlineData("ALTER TABLE orders ADD COLUMN kind_id bigint; ALTER TABLE orders ADD FOREIGN KEY (kind_id) REFERENCES customers")]
    [InlineData("ALTER TABLE orders ADD COLUMN kind_id bigint REFERENCES customers CHECK (kind_id > 0)")]
    [InlineData("ALTER TABLE orders ADD CHECK (note <> '') NOT ENFORCED")]
    [InlineData("ALTER TABLE orders ALTER COLUMN code TYPE varchar(30)")]
    [InlineData("ALTER TABLE orders ALTER COLUMN code TYPE text")]
    [InlineData("ALTER TABLE orders ALTER COLUMN total TYPE numeric(10,1)")]
    [InlineData("ALTER TABLE orders VALIDATE CONSTRAINT ck_status")]
    [InlineData("ALTER TABLE orders ADD CONSTRAINT uq UNIQUE USING INDEX ux_code")]
    [InlineData("CREATE UNIQUE INDEX ux ON orders (code, note)")]
    [InlineData("ALTER TABLE orders DROP CONSTRAINT orders_other_id_fkey; ALTER TABLE orders ADD FOREIGN KEY (other_id) REFERENCES customers ON DELETE CASCADE")]
    [InlineData("ALTER TABLE orders DROP CONSTRAINT orders_other_id_fkey; ALTER TABLE orders RENAME other_id TO owner_id; ALTER TABLE customers RENAME TO people; ALTER TABLE orders ADD FOREIGN KEY (owner_id) REFERENCES people ON DELETE SET NULL")]
    [InlineData("ALTER TABLE orders DROP CONSTRAINT ck_status; ALTER TABLE orders ADD CONSTRAINT ck_status CHECK (status IN ('new', 'paid', 'sent'))")]
    [InlineData("CREATE TABLE t (a int); ALTER TABLE t ALTER COLUMN a SET NOT NULL")]
    public void What_the_running_version_keeps_to_anyway_is_quiet(string sql) =>
        RuleTest.On(Schema).Version(18).Only("MIG2011").Migration(sql).IsClean();

    [Fact]
    public void A_foreign_key_that_was_never_seen_is_replaced() =>
        RuleTest.OnUnknownSchema().Migration(
            TestStep.Ef("DropForeignKey", ("name", "fk_a"), ("table", "orders")),
            TestStep.Ef("AddForeignKey", ("name", "fk_b"), ("table", "orders"), ("column", "customer_id"), ("principalTable", "customers"), ("principalColumn", "id")))
            .IsCleanOf("MIG2011");

    [Theory]
    [InlineData("ALTER TABLE orders ADD kind_id bigint NOT NULL DEFAULT 0; ALTER TABLE orders ADD FOREIGN KEY (kind_id) REFERENCES customers", Severity.Warning)]
    [InlineData("ALTER TABLE orders ADD kind_id bigint NOT NULL DEFAULT 0 REFERENCES customers", Severity.Warning)]
    [InlineData("ALTER TABLE orders ADD kind text NOT NULL DEFAULT 'A'; ALTER TABLE orders ADD FOREIGN KEY (kind) REFERENCES customers (code) NOT VALID", Severity.Info)]
    [InlineData("INSERT INTO customers VALUES (0, ''); ALTER TABLE orders ADD kind_id bigint NOT NULL DEFAULT 0; ALTER TABLE orders ADD FOREIGN KEY (kind_id) REFERENCES customers", Severity.Info)]
    public void An_INSERT_that_knows_nothing_of_a_new_key_leaves_it_at_its_default(string sql, object severity)
    {
        var finding = RuleTest.On(Schema).Only("MIG2011").Application(Running(("note", true))).Migration(sql).FindsOne("MIG2011");
        Assert.Equal(severity, finding.Severity);
        Assert.Contains(": an INSERT, which leaves \"kind", finding.Message);
        Assert.Contains(", fails with 23503 unless \"customers\" has that key. Instead: add the column nullable", finding.Message);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("''")]
    [InlineData("new Guid(\"00000000-0000-0000-0000-000000000000\")")]
    public void What_EF_Core_scaffolds_for_a_required_key_is_a_warning(string value)
    {
        object literal = value switch { "0" => 0L, "''" => "", _ => new MigrationSafety.Core.EfCore.EfRaw(value) };
        var finding = RuleTest.On(Schema).Only("MIG2011").Migration(
            TestStep.Ef("AddColumn", "long", ("name", "kind_id"), ("table", "orders"), ("nullable", false), ("defaultValue", literal)),
            TestStep.Ef("AddForeignKey", ("name", "fk"), ("table", "orders"), ("column", "kind_id"), ("principalTable", "customers"), ("principalColumn", "id")))
            .FindsOne("MIG2011");
        Assert.Equal(Severity.Warning, finding.Severity);
    }

    [Fact]
    public void Columns_and_tables_that_the_running_version_does_not_map_are_quiet()
    {
        foreach (var sql in new[] { "ALTER TABLE orders ALTER COLUMN note SET NOT NULL", "ALTER TABLE orders ADD CHECK (note <> '')", "ALTER TABLE orders ADD FOREIGN KEY (customer_id) REFERENCES customers" })
        {
            RuleTest.On(Schema).Application(Running(("id", false))).Migration(sql).IsCleanOf("MIG2011");
            RuleTest.On(Schema).Application(new() { Running = new ListedModel([new MappedTable { Name = new QualifiedName(null, "customers") }]) }).Migration(sql).IsCleanOf("MIG2011");
            Assert.NotEmpty(RuleTest.On(Schema).Application(new() { Running = new ListedModel([]) }).Only("MIG2011").Migration(sql).Findings);
            RuleTest.On(Schema).NewColumn("orders", "note").NewColumn("orders", "customer_id").Migration(sql).IsCleanOf("MIG2011");
        }
    }

    private static ApplicationView Running((string Name, bool? Nullable) column, bool hasDefault = false) => new()
    {
        Running = new ListedModel([new MappedTable
        {
            Name = new QualifiedName(null, "orders"),
            Entities = [new MappedEntity("Shop.Order")],
            Columns = ImmutableArray.Create(new MappedColumn
            {
                Name = column.Name,
                IsNullable = column.Nullable,
                HasDefault = hasDefault,
                Properties = [new MappedProperty("Shop.Order", column.Name, "string")],
            }),
        }]),
    };
}
