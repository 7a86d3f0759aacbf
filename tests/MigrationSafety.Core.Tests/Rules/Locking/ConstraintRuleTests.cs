using Xunit;

namespace MigrationSafety.Core.Tests.Rules.Locking;

public sealed class ConstraintRuleTests
{
    private const string Schema = """
        CREATE TABLE customers (id bigint PRIMARY KEY, email text);
        CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint, total numeric, during tstzrange);
        CREATE TABLE logs (id bigint);
        CREATE UNIQUE INDEX ux_logs ON logs (id);
        CREATE TABLE tidy (id bigint NOT NULL);
        CREATE UNIQUE INDEX ux_tidy ON tidy (id);
        CREATE TABLE events (id bigint, customer_id bigint, at date) PARTITION BY RANGE (at);
        CREATE TABLE events_2026 PARTITION OF events FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
        """;

    [Theory]
    [InlineData("ALTER TABLE orders ADD CONSTRAINT fk FOREIGN KEY (customer_id) REFERENCES customers (id)")]
    [InlineData("ALTER TABLE orders ADD COLUMN buyer bigint DEFAULT 1 REFERENCES customers (id)")]
    [InlineData("ALTER TABLE orders ADD COLUMN buyer bigint DEFAULT NULL REFERENCES customers (id)")]
    [InlineData("ALTER TABLE orders ADD COLUMN buyer bigint; ALTER TABLE orders ADD FOREIGN KEY (buyer) REFERENCES customers (id)")]
    [InlineData("CREATE TABLE t (id int PRIMARY KEY); ALTER TABLE orders ADD CONSTRAINT fk FOREIGN KEY (customer_id) REFERENCES t (id)")]
    [InlineData("ALTER TABLE events ADD CONSTRAINT fk FOREIGN KEY (customer_id) REFERENCES customers (id)")]
    [InlineData("ALTER TABLE never_seen ADD CONSTRAINT fk FOREIGN KEY (a) REFERENCES customers (id)")]
    public void A_validated_foreign_key_is_found(string sql) => RuleTest.On(Schema).Only("MIG1").Migration(sql).Finds("MIG1004");

    [Theory]
    [InlineData("ALTER TABLE orders ADD CONSTRAINT fk FOREIGN KEY (customer_id) REFERENCES customers (id) NOT VALID")]
    [InlineData("ALTER TABLE orders ADD COLUMN buyer bigint REFERENCES customers (id)")]
    [InlineData("CREATE TABLE t (id int PRIMARY KEY, parent int); ALTER TABLE t ADD FOREIGN KEY (parent) REFERENCES t (id)")]
    public void A_foreign_key_without_rows_to_check_is_fine(string sql) => RuleTest.On(Schema).Only("MIG1", "MIG4").Migration(sql).IsClean();

    [Fact]
    public void A_partitioned_table_takes_not_valid_from_18_on()
    {
        const string sql = "ALTER TABLE events ADD CONSTRAINT fk FOREIGN KEY (customer_id) REFERENCES customers (id)";
        Assert.Contains("to each partition", RuleTest.On(Schema).Version(17).Only("MIG1").Migration(sql).FindsOne("MIG1004").Message);
        Assert.DoesNotContain("to each partition", RuleTest.On(Schema).Version(18).Only("MIG1").Migration(sql).FindsOne("MIG1004").Message);
    }

    [Theory]
    [InlineData("CREATE TABLE t (id int PRIMARY KEY, order_id bigint REFERENCES orders (id))")]
    [InlineData("CREATE TABLE t (id int, order_id bigint, CONSTRAINT fk FOREIGN KEY (order_id) REFERENCES orders (id))")]
    [InlineData("CREATE TABLE t (id int, order_id bigint); ALTER TABLE t ADD CONSTRAINT fk FOREIGN KEY (order_id) REFERENCES orders (id)")]
    public void A_new_table_locks_what_it_references(string sql) => RuleTest.On(Schema).Migration(sql).Finds("MIG1006");

    [Theory]
    [InlineData("CREATE TABLE t (id int PRIMARY KEY)")]
    [InlineData("CREATE TABLE a (id int PRIMARY KEY); CREATE TABLE b (a_id int REFERENCES a (id))")]
    [InlineData("CREATE TABLE a (id int PRIMARY KEY, parent int REFERENCES a (id))")]
    public void New_tables_among_themselves_lock_nobody(string sql) => RuleTest.On(Schema).Migration(sql).IsClean();

    [Theory]
    [InlineData("ALTER TABLE orders ADD CONSTRAINT ck CHECK (total > 0)")]
    [InlineData("ALTER TABLE orders ADD CHECK (total > 0)")]
    [InlineData("ALTER TABLE orders ADD COLUMN state text DEFAULT 'new' CHECK (state <> '')")]
    [InlineData("ALTER TABLE orders ADD COLUMN state text CONSTRAINT ck CHECK (state <> '')")]
    [InlineData("ALTER TABLE events ADD CONSTRAINT ck CHECK (id > 0)")]
    public void A_validated_check_is_found(string sql) => RuleTest.On(Schema).Only("MIG1").Migration(sql).Finds("MIG1007");

    [Theory]
    [InlineData("ALTER TABLE orders ADD CONSTRAINT ck CHECK (total > 0) NOT VALID")]
    [InlineData("CREATE TABLE t (a int CHECK (a > 0)); ALTER TABLE t ADD CONSTRAINT ck CHECK (a < 9)")]
    [InlineData("ALTER TABLE orders ADD COLUMN state text")]
    public void A_check_without_rows_to_check_is_fine(string sql) => RuleTest.On(Schema).Only("MIG1", "MIG4").Migration(sql).IsClean();

    [Theory]
    [InlineData("ALTER TABLE customers ADD CONSTRAINT uq UNIQUE (email)")]
    [InlineData("ALTER TABLE customers ADD COLUMN code text UNIQUE")]
    public void A_unique_constraint_that_builds_its_index_is_found(string sql) => RuleTest.On(Schema).Only("MIG1").Migration(sql).Finds("MIG1009");

    [Theory]
    [InlineData("ALTER TABLE logs ADD CONSTRAINT uq UNIQUE USING INDEX ux_logs")]
    [InlineData("CREATE TABLE t (a int UNIQUE); ALTER TABLE t ADD CONSTRAINT uq UNIQUE (a)")]
    public void A_unique_constraint_over_an_index_is_fine(string sql) => RuleTest.On(Schema).Migration(sql).IsClean();

    [Theory]
    [InlineData("ALTER TABLE logs ADD CONSTRAINT pk PRIMARY KEY (id)")]
    [InlineData("ALTER TABLE tidy ADD CONSTRAINT pk PRIMARY KEY (id)")]
    [InlineData("ALTER TABLE logs ADD CONSTRAINT pk PRIMARY KEY USING INDEX ux_logs")]
    public void A_primary_key_that_builds_or_reads_is_found(string sql) => RuleTest.On(Schema).Migration(sql).Finds("MIG1010");

    [Theory]
    [InlineData("ALTER TABLE tidy ADD CONSTRAINT pk PRIMARY KEY USING INDEX ux_tidy")]
    [InlineData("CREATE TABLE t (a int); ALTER TABLE t ADD PRIMARY KEY (a)")]
    public void A_primary_key_over_an_index_of_required_columns_is_fine(string sql) => RuleTest.On(Schema).Migration(sql).IsClean();

    [Fact]
    public void A_primary_key_with_serial_is_one_finding() =>
        RuleTest.On(Schema).Migration("ALTER TABLE logs ADD COLUMN n serial PRIMARY KEY").Finds("MIG1102");

    [Fact]
    public void An_exclusion_constraint_is_found_on_an_existing_table_only()
    {
        RuleTest.On(Schema).Migration("ALTER TABLE orders ADD CONSTRAINT ex EXCLUDE USING gist (during WITH &&)").Finds("MIG1011", "MIG2011");
        RuleTest.On(Schema).Migration("CREATE TABLE t (during tstzrange, EXCLUDE USING gist (during WITH &&))").IsClean();
    }
}
