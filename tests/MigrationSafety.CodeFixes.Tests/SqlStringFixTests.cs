using System.Threading.Tasks;
using MigrationSafety.CodeFixes.Tests.Verification;
using Xunit;

namespace MigrationSafety.CodeFixes.Tests;

public sealed class SqlStringFixTests
{
    [Fact]
    public Task A_regular_literal_stays_one() => FixVerifier.VerifyAsync(
        """
                    migrationBuilder.Sql("CREATE INDEX \"Ix\"\n\tON orders (total);");
        """,
        """
                    migrationBuilder.Sql("DROP INDEX CONCURRENTLY IF EXISTS \"Ix\";", suppressTransaction: true);
                    migrationBuilder.Sql("CREATE INDEX CONCURRENTLY \"Ix\"\n\tON orders (total);", suppressTransaction: true);
        """);

    [Fact]
    public Task A_verbatim_literal_keeps_its_lines_and_its_neighbours() => FixVerifier.VerifyAsync(
        """
                    migrationBuilder.Sql(@"
                        ALTER TABLE orders ALTER note SET DEFAULT 'C:\';
                        -- for the search
                        CREATE INDEX ""Ix"" ON orders
                            (total, note);
                        COMMENT ON INDEX ""Ix"" IS 'search';
                    ");
        """,
        """
                    migrationBuilder.Sql(@"ALTER TABLE orders ALTER note SET DEFAULT 'C:\';");
                    migrationBuilder.Sql(@"DROP INDEX CONCURRENTLY IF EXISTS ""Ix"";", suppressTransaction: true);
                    migrationBuilder.Sql(@"
                        -- for the search
                        CREATE INDEX CONCURRENTLY ""Ix"" ON orders
                            (total, note);
                    ", suppressTransaction: true);
                    migrationBuilder.Sql(@"COMMENT ON INDEX ""Ix"" IS 'search';");
        """);

    [Fact]
    public Task A_raw_literal_stays_one_with_as_many_quotes_as_it_needs() => FixVerifier.VerifyAsync(
        """"""
                    migrationBuilder.Sql(
                        """"
                        CREATE INDEX ix ON orders (total);
                        COMMENT ON INDEX ix IS '"""';
                        """"
                    );
        """""",
        """"""
                    migrationBuilder.Sql(
                        """
                        DROP INDEX CONCURRENTLY IF EXISTS ix;
                        """, suppressTransaction: true
                    );
                    migrationBuilder.Sql(
                        """
                        CREATE INDEX CONCURRENTLY ix ON orders (total);
                        """, suppressTransaction: true
                    );
                    migrationBuilder.Sql(
                        """"
                        COMMENT ON INDEX ix IS '"""';
                        """"
                    );
        """""");

    [Fact]
    public Task A_raw_literal_on_one_line_opens_where_there_are_two_statements() => FixVerifier.VerifyAsync(
        """"
                    migrationBuilder.Sql("""ALTER TABLE "Orders" ADD CONSTRAINT "Ck" CHECK ("Total" > 0)""");
        """",
        """"
                    migrationBuilder.Sql("""
                        ALTER TABLE "Orders" DROP CONSTRAINT IF EXISTS "Ck";
                        ALTER TABLE "Orders" ADD CONSTRAINT "Ck" CHECK ("Total" > 0) NOT VALID;
                        """);
                    migrationBuilder.Sql("""ALTER TABLE "Orders" VALIDATE CONSTRAINT "Ck";""", suppressTransaction: true);
        """");

    [Fact]
    public Task A_verbatim_literal_on_one_line_opens_too() => FixVerifier.VerifyAsync(
        """
                    migrationBuilder.Sql(@"ALTER TABLE ""Orders"" ADD CONSTRAINT ck CHECK (total > 0)");
        """,
        """
                    migrationBuilder.Sql(@"
                        ALTER TABLE ""Orders"" DROP CONSTRAINT IF EXISTS ck;
                        ALTER TABLE ""Orders"" ADD CONSTRAINT ck CHECK (total > 0) NOT VALID;
                    ");
                    migrationBuilder.Sql(@"ALTER TABLE ""Orders"" VALIDATE CONSTRAINT ck;", suppressTransaction: true);
        """);

    [Fact]
    public Task Named_arguments_and_a_transaction_that_is_suppressed_already_stay() => FixVerifier.VerifyAsync(
        """
                    migrationBuilder.Sql(sql: "CREATE INDEX ix ON orders (total)", suppressTransaction: true);
                    migrationBuilder.Sql("DROP INDEX old", false);
        """,
        """
                    migrationBuilder.Sql(sql: "DROP INDEX CONCURRENTLY IF EXISTS ix;", suppressTransaction: true);
                    migrationBuilder.Sql(sql: "CREATE INDEX CONCURRENTLY ix ON orders (total);", suppressTransaction: true);
                    migrationBuilder.Sql("DROP INDEX CONCURRENTLY IF EXISTS old;", suppressTransaction: true);
        """);

    [Fact]
    public Task NOT_NULL_in_SQL() => FixVerifier.VerifyAsync(
        """
                    migrationBuilder.Sql("ALTER TABLE sales.orders ALTER COLUMN \"Total\" SET NOT NULL;");
        """,
        """
                    migrationBuilder.Sql("ALTER TABLE sales.orders DROP CONSTRAINT IF EXISTS \"orders_Total_not_null_check\";\nALTER TABLE sales.orders ADD CONSTRAINT \"orders_Total_not_null_check\" CHECK (\"Total\" IS NOT NULL) NOT VALID;");
                    migrationBuilder.Sql("ALTER TABLE sales.orders VALIDATE CONSTRAINT \"orders_Total_not_null_check\";", suppressTransaction: true);
                    migrationBuilder.Sql("ALTER TABLE sales.orders ALTER COLUMN \"Total\" SET NOT NULL;");
                    migrationBuilder.Sql("ALTER TABLE sales.orders DROP CONSTRAINT \"orders_Total_not_null_check\";");
        """);

    [Fact]
    public Task Calls_in_a_branch_for_PostgreSQL_are_fixed_there() => FixVerifier.VerifyAsync(
        """
                    if (migrationBuilder.ActiveProvider == "Npgsql.EntityFrameworkCore.PostgreSQL")
                    {
                        migrationBuilder.Sql("DROP INDEX ix");
                    }
        """,
        """
                    if (migrationBuilder.ActiveProvider == "Npgsql.EntityFrameworkCore.PostgreSQL")
                    {
                        migrationBuilder.Sql("DROP INDEX CONCURRENTLY IF EXISTS ix;", suppressTransaction: true);
                    }
        """);

    [Fact]
    public async Task Line_breaks_of_Windows_and_tabs_stay()
    {
        var source = MigrationSource.Of(
            """"
            			migrationBuilder.Sql(@"
            				CREATE INDEX ix
            					ON orders (total);");
            			migrationBuilder.AddCheckConstraint(name: "ck", table: "orders", sql: "total > 0");
            """").ReplaceLineEndings("\r\n");

        var fixedSource = await FixVerifier.FixAsync(source);

        Assert.DoesNotContain("\n", fixedSource.Replace("\r\n", ""));
        Assert.Contains(
            "\t\t\tmigrationBuilder.Sql(@\"\r\n\t\t\t\tCREATE INDEX CONCURRENTLY ix\r\n\t\t\t\t\tON orders (total);\", suppressTransaction: true);\r\n",
            fixedSource);
        Assert.Contains(
            "\t\t\tmigrationBuilder.Sql(\r\n\t\t\t\t\"\"\"\r\n\t\t\t\tALTER TABLE orders DROP CONSTRAINT IF EXISTS ck;\r\n",
            fixedSource);
    }

    [Theory]
    [InlineData("MIG1001", """var table = "orders"; migrationBuilder.Sql($"CREATE INDEX ix ON {table} (total)");""")]
    [InlineData("MIG1001", """migrationBuilder.Sql("CREATE INDEX ix " + "ON orders (total)");""")]
    [InlineData("MIG1001", """const string Sql = "CREATE INDEX ix ON orders (total)"; migrationBuilder.Sql(Sql);""")]
    [InlineData("MIG1001", """migrationBuilder.Sql(/* fast */ "CREATE INDEX ix ON orders (total)");""")]
    [InlineData("MIG1001", """migrationBuilder.Sql("CREATE INDEX ix ON orders (total); INSERT INTO log VALUES (1);");""")]
    [InlineData("MIG1001", """migrationBuilder.Sql("CREATE INDEX ON orders (total)");""")]
    [InlineData("MIG1002", """migrationBuilder.Sql("DROP INDEX ix CASCADE");""")]
    [InlineData("MIG1004", """migrationBuilder.Sql("ALTER TABLE orders ADD COLUMN c int DEFAULT 1 REFERENCES customers (id)");""")]
    public Task Nothing_is_offered_where_it_would_not_be_exact_or_safe(string id, string up) => FixVerifier.VerifyNoFixAsync(id, up);
}
