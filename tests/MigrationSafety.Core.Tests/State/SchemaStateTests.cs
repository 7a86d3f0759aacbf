using System.Linq;
using MigrationSafety.Core.Changes;
using MigrationSafety.Core.State;
using Xunit;

namespace MigrationSafety.Core.Tests.State;

public sealed class SchemaStateTests
{
    private const string Shop = """
        CREATE TABLE customers (id int PRIMARY KEY, email text);
        CREATE TABLE orders (id int PRIMARY KEY, customer_id int REFERENCES customers (id), code varchar(50) CHECK (code <> ''),
            total int GENERATED ALWAYS AS (length(code)) STORED);
        CREATE INDEX ix_code ON orders (code) WHERE id > 0;
        CREATE VIEW v AS SELECT code FROM orders;
        CREATE VIEW vv AS SELECT code FROM v;
        """;

    [Fact]
    public void A_renamed_column_is_renamed_wherever_it_is_named()
    {
        var state = After("ALTER TABLE orders RENAME code TO reference; ALTER TABLE customers RENAME id TO key");
        var orders = Table(state, "orders");
        Assert.Null(orders.FindColumn("code"));
        Assert.Equal("varchar(50)", orders.FindColumn("reference")!.Type!.ToString());
        Assert.Equal("orders_code_check", Assert.Single(orders.ChecksOn("reference")).Name);
        Assert.Equal("ix_code", Assert.Single(orders.IndexesUsing("reference")).Name.Name);
        Assert.Equal("total", Assert.Single(orders.GeneratedFrom("reference")).Name);
        Assert.Equal("v", Assert.Single(state.ViewsOver(Name("orders"), "reference")).Name.Name);
        Assert.Equal("orders", Assert.Single(state.ForeignKeysTo(Name("customers"), "key")).Table.Name.Name);
    }

    [Fact]
    public void A_renamed_table_keeps_its_neighbours()
    {
        var state = After("ALTER TABLE customers RENAME TO clients; ALTER TABLE orders RENAME TO sales");
        Assert.Equal(Name("sales"), Assert.Single(state.ReferencingTables(Name("clients"))));
        Assert.Empty(state.ReferencingTables(Name("customers")));
        Assert.Equal(["v", "vv"], state.ViewsOver(Name("sales")).Select(static t => t.Name.Name));
        Assert.Equal(Name("sales"), state.FindIndex(Name("ix_code"))!.Table);
        Assert.Equal(Name("clients"), Assert.Single(Table(state, "sales").ForeignKeys).Definition.ReferencedTable);
    }

    [Fact]
    public void A_moved_table_takes_its_indexes_along()
    {
        var state = After("CREATE SCHEMA s; ALTER TABLE orders SET SCHEMA s");
        var moved = new QualifiedName("s", "orders");
        Assert.Equal(moved, state.FindIndex(new QualifiedName("s", "ix_code"))!.Table);
        Assert.Null(state.FindIndex(Name("ix_code")));
        Assert.Equal(moved, Assert.Single(state.ReferencingTables(Name("customers"))));
    }

    [Fact]
    public void A_renamed_schema_takes_everything_along()
    {
        var state = StateOf.Ddl("CREATE SCHEMA a; CREATE TABLE a.t (id int PRIMARY KEY); CREATE TABLE u (t int REFERENCES a.t); ALTER SCHEMA a RENAME TO b");
        Assert.NotNull(state.FindIndex(new QualifiedName("b", "t_pkey")));
        Assert.Equal(Name("u"), Assert.Single(state.ReferencingTables(new QualifiedName("b", "t"))));
    }

    [Fact]
    public void A_dropped_column_takes_what_names_it_along()
    {
        var state = After("ALTER TABLE orders DROP code CASCADE; ALTER TABLE customers DROP id CASCADE");
        var orders = Table(state, "orders");
        Assert.Equal(["orders_pkey"], orders.Constraints.Select(static c => c.Name));
        Assert.Equal(["orders_pkey"], orders.Indexes.Select(static i => i.Name.Name));
        Assert.Null(orders.FindColumn("total"));
        Assert.Null(state.FindTable(Name("v")));
        Assert.Null(state.FindTable(Name("vv")));
        Assert.Empty(Table(state, "customers").Constraints);
    }

    [Fact]
    public void A_dropped_table_takes_keys_views_and_partitions_along()
    {
        var state = After("CREATE TABLE p (id int) PARTITION BY LIST (id); CREATE TABLE p1 PARTITION OF p DEFAULT; DROP TABLE p; DROP TABLE orders CASCADE; DROP TABLE customers");
        Assert.Empty(state.Tables);
        Assert.Empty(state.Indexes);
    }

    [Fact]
    public void Constraints_that_are_not_valid_become_valid()
    {
        var sql = "ALTER TABLE orders ADD CONSTRAINT c CHECK (code IS NOT NULL) NOT VALID";
        Assert.False(After(sql).HasValidatedNotNullCheck(Name("orders"), "code"));
        Assert.True(After(sql + "; ALTER TABLE orders VALIDATE CONSTRAINT c").HasValidatedNotNullCheck(Name("orders"), "code"));
    }

    [Fact]
    public void An_index_becomes_a_constraint_under_its_name()
    {
        var state = After("CREATE UNIQUE INDEX CONCURRENTLY ux ON customers (email); ALTER TABLE customers ADD CONSTRAINT uq UNIQUE USING INDEX ux");
        Assert.Null(state.FindIndex(Name("ux")));
        Assert.Equal("uq", state.FindIndex(Name("uq"))!.Constraint);
        Assert.Equal("email", Assert.Single(Table(state, "customers").FindConstraint("uq")!.Definition.Columns));
    }

    [Fact]
    public void A_renamed_constraint_renames_its_index_and_the_other_way_round()
    {
        Assert.NotNull(After("ALTER TABLE orders RENAME CONSTRAINT orders_pkey TO pk").FindIndex(Name("pk")));
        Assert.NotNull(Table(After("ALTER INDEX orders_pkey RENAME TO pk"), "orders").FindConstraint("pk"));
    }

    [Fact]
    public void A_primary_key_makes_its_columns_not_null()
    {
        var state = StateOf.Ddl("CREATE TABLE t (a int, b int); ALTER TABLE t ADD PRIMARY KEY (a); ALTER TABLE t ALTER b SET NOT NULL");
        Assert.True(Table(state, "t").FindColumn("a")!.NotNull);
        Assert.True(Table(state, "t").FindColumn("b")!.NotNull);
    }

    [Fact]
    public void Partitions_share_columns_constraints_and_indexes()
    {
        var state = StateOf.Ddl("""
            CREATE TABLE p (id int, at date) PARTITION BY RANGE (at);
            CREATE INDEX ix ON p (id);
            CREATE TABLE p1 PARTITION OF p FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
            CREATE TABLE pd PARTITION OF p DEFAULT;
            ALTER TABLE p ADD note text NOT NULL DEFAULT '';
            ALTER TABLE p ADD CONSTRAINT ck CHECK (id > 0);
            """);
        Assert.Equal(["p1", "pd"], state.PartitionsOf(Name("p")).Select(static t => t.Name.Name));
        Assert.Equal("pd", state.DefaultPartitionOf(Name("p"))!.Name.Name);
        Assert.True(Table(state, "p1").FindColumn("note")!.NotNull);
        Assert.NotNull(Table(state, "p1").FindConstraint("ck"));
        Assert.Equal(Name("ix"), state.FindIndex(Name("p1_id_idx"))!.PartitionOf);
        Assert.Empty(StateOf.Ddl("CREATE TABLE p (id int) PARTITION BY LIST (id); CREATE INDEX ix ON p (id); CREATE TABLE p1 PARTITION OF p DEFAULT; DROP INDEX ix").Indexes);
    }

    [Fact]
    public void Domains_are_seen_through()
    {
        var state = StateOf.Ddl("CREATE DOMAIN a AS int CHECK (VALUE > 0); CREATE DOMAIN b AS a; CREATE TABLE t (x b, y int, z a[])");
        var (type, constrained) = state.BaseTypeOf(Table(state, "t").FindColumn("x")!.Type!);
        Assert.Equal("int4", type.Name);
        Assert.True(constrained);
        Assert.Equal(["x", "z"], state.ColumnsOfDomain(Name("a")).Select(static c => c.Column.Name));
    }

    [Fact]
    public void SET_LOCAL_ends_with_the_transaction()
    {
        var inside = StateOf.Ddl("SET lock_timeout = '5s'; BEGIN; SET LOCAL lock_timeout = '1s'; SET LOCAL timezone = 'UTC'");
        Assert.Equal("1s", inside.FindParameter("lock_timeout"));
        Assert.Equal("5s", inside.EndTransaction().FindParameter("lock_timeout"));
        Assert.Null(inside.EndTransaction().FindParameter("timezone"));
        Assert.Equal("2s", StateOf.Ddl("BEGIN; SET LOCAL lock_timeout = '1s'; SET lock_timeout = '2s'; COMMIT").FindParameter("lock_timeout"));
    }

    [Theory]
    [InlineData("CREATE VIEW a AS SELECT x FROM b; CREATE VIEW b AS SELECT x FROM a; DROP VIEW a CASCADE")]
    [InlineData("ALTER TABLE p ATTACH PARTITION q DEFAULT; ALTER TABLE q ATTACH PARTITION p DEFAULT; ALTER TABLE p ADD c int; DROP TABLE q")]
    [InlineData("CREATE TABLE a () INHERITS (b); CREATE TABLE b () INHERITS (a); ALTER TABLE b RENAME TO a; ALTER TABLE a DROP c")]
    [InlineData("ALTER TABLE p ATTACH PARTITION p DEFAULT; ALTER TABLE p RENAME TO q; DROP TABLE p")]
    [InlineData("CREATE DOMAIN a AS b; CREATE DOMAIN b AS a; CREATE TABLE t (x a); ALTER DOMAIN a SET NOT NULL")]
    public void Circles_that_PostgreSQL_would_refuse_do_no_harm(string sql)
    {
        Assert.All(Explainer.Explain(sql, PostgresVersion.Default).Statements, static s => Assert.NotNull(s.Effects));
    }

    [Fact]
    public void Tables_that_are_not_known_are_taken_as_they_are_written()
    {
        var state = StateOf.Ddl("ALTER TABLE t ADD c int NOT NULL DEFAULT 0; CREATE INDEX ix ON t (c); ALTER TABLE t ADD FOREIGN KEY (c) REFERENCES u");
        Assert.False(Table(state, "t").IsComplete);
        Assert.True(Table(state, "t").FindColumn("c")!.NotNull);
        Assert.Equal(Name("t"), Assert.Single(state.ReferencingTables(Name("u"))));
    }

    private static SchemaState After(string sql) => StateOf.Ddl(Shop + sql);

    private static QualifiedName Name(string name) => new(null, name);

    private static TableState Table(SchemaState state, string name) => state.FindTable(Name(name))!;
}
