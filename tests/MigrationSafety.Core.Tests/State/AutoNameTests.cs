using System;
using System.Linq;
using MigrationSafety.Core.Changes;
using Xunit;

namespace MigrationSafety.Core.Tests.State;

/// <summary>Expected names were read from a server of PostgreSQL 18.</summary>
public sealed class AutoNameTests
{
    private const string LongName = "a_table_with_a_name_that_is_rather_long_for_a_table";

    [Theory]
    [InlineData("CREATE TABLE t (a int PRIMARY KEY)", "t", "t_pkey")]
    [InlineData("CREATE TABLE t (a int UNIQUE, b int, UNIQUE (b, a))", "t", "t_a_key t_b_a_key")]
    [InlineData("CREATE TABLE t (a int REFERENCES r, b int CHECK (b > 0))", "t", "t_a_fkey t_b_check")]
    [InlineData("CREATE TABLE t (a int, b int, CHECK (b > 0), CHECK (b < 9), CHECK (a > b))", "t", "t_b_check t_b_check1 t_check")]
    [InlineData(
        "CREATE TABLE t (a int, b int); ALTER TABLE t ADD UNIQUE (a); ALTER TABLE t ADD UNIQUE (a); ALTER TABLE t ADD CHECK (a > 0); "
        + "ALTER TABLE t ADD CHECK (a > 1); ALTER TABLE t ADD FOREIGN KEY (a) REFERENCES r; ALTER TABLE t ADD FOREIGN KEY (a) REFERENCES r; "
        + "ALTER TABLE t ADD PRIMARY KEY (b)",
        "t",
        "t_a_check t_a_check1 t_a_fkey t_a_fkey1 t_a_key t_a_key1 t_pkey")]
    [InlineData(
        "CREATE TABLE " + LongName + " (a_column_with_a_long_name_as_well int UNIQUE REFERENCES r CHECK (a_column_with_a_long_name_as_well > 0), b int)",
        LongName,
        "a_table_with_a_name_that_is__a_column_with_a_long_name_as_check a_table_with_a_name_that_is_r_a_column_with_a_long_name_as__key "
        + "a_table_with_a_name_that_is_r_a_column_with_a_long_name_as_fkey")]
    [InlineData("CREATE TABLE \"Täbelle\" (\"Ä\" int UNIQUE, x int REFERENCES r, UNIQUE (x, \"Ä\"))", "Täbelle", "Täbelle_x_fkey Täbelle_x_Ä_key Täbelle_Ä_key")]
    [InlineData(
        "CREATE TABLE \"öööööööööööööööööööööööööööö\" (\"äääääääääääääääääääääää\" int UNIQUE)",
        "öööööööööööööööööööööööööööö",
        "öööööööööööööö_ääääääääääääää_key")]
    public void Constraints_get_the_names_that_PostgreSQL_chooses(string ddl, string table, string expected)
    {
        var names = StateOf.Ddl(ddl).FindTable(new QualifiedName(null, table))!.Constraints.Select(static c => c.Name);
        Assert.Equal(expected, string.Join(" ", names.OrderBy(static n => n, StringComparer.Ordinal)));
    }

    [Theory]
    [InlineData("(b, c)", "a_table_with_a_name_that_is_rather_long_for_a_table_b_c_idx")]
    [InlineData("(lower(c), (b + 1)) INCLUDE (b)", "a_table_with_a_name_that_is_rather_long_for_a__lower_expr_b_idx")]
    public void Indexes_get_the_names_that_PostgreSQL_chooses(string keys, string expected)
    {
        var state = StateOf.Ddl($"CREATE TABLE {LongName} (b int, c text); CREATE INDEX ON {LongName} {keys}");
        Assert.Equal(expected, Assert.Single(state.Indexes.Keys).Name);
    }

    [Fact]
    public void A_second_index_of_the_same_columns_gets_a_number()
    {
        var state = StateOf.Ddl("CREATE TABLE t (a int); CREATE INDEX ON t (a); CREATE INDEX ON t (a)");
        Assert.Equal(["t_a_idx", "t_a_idx1"], state.FindTable(new QualifiedName(null, "t"))!.Indexes.Select(static i => i.Name.Name));
    }

    [Fact]
    public void Partitions_get_names_of_their_own()
    {
        var state = StateOf.Ddl("""
            CREATE TABLE pp (id int, n int) PARTITION BY RANGE (id);
            CREATE TABLE pp1 PARTITION OF pp DEFAULT;
            CREATE INDEX ON pp (n);
            CREATE UNIQUE INDEX zz ON pp (id);
            ALTER TABLE pp ADD PRIMARY KEY (id);
            """);
        Assert.Equal(
            "pp1_id_idx pp1_n_idx pp1_pkey pp_n_idx pp_pkey zz",
            string.Join(" ", state.Indexes.Keys.Select(static i => i.Name).OrderBy(static n => n, StringComparer.Ordinal)));
    }
}
