using System.Threading.Tasks;
using Microsoft.CodeAnalysis.CSharp;
using MigrationSafety.CodeFixes.Tests.Verification;
using Xunit;

namespace MigrationSafety.CodeFixes.Tests;

public sealed class EfOperationFixTests
{
    [Fact]
    public Task CreateIndex_gets_the_annotation_behind_a_drop_of_its_leftover() => FixVerifier.VerifyAsync(
        """
                    // For the customer page.
                    migrationBuilder.CreateIndex(
                        name: "IX_Orders_CustomerId",
                        table: "Orders",
                        column: "CustomerId"); // since 3.1
        """,
        """
                    // For the customer page.
                    migrationBuilder.Sql("DROP INDEX CONCURRENTLY IF EXISTS \"IX_Orders_CustomerId\";", suppressTransaction: true);
                    migrationBuilder.CreateIndex(
                        name: "IX_Orders_CustomerId",
                        table: "Orders",
                        column: "CustomerId")
                        .Annotation("Npgsql:CreatedConcurrently", true); // since 3.1
        """);

    [Fact]
    public Task CreateIndex_on_one_line_keeps_to_it() => FixVerifier.VerifyAsync(
        """
                    migrationBuilder.CreateIndex("ix", "orders", "total", schema: "sales", unique: true);
        """,
        """
                    migrationBuilder.Sql("DROP INDEX CONCURRENTLY IF EXISTS sales.ix;", suppressTransaction: true);
                    migrationBuilder.CreateIndex("ix", "orders", "total", schema: "sales", unique: true).Annotation("Npgsql:CreatedConcurrently", true);
        """);

    [Fact]
    public Task An_annotation_that_says_no_says_yes_afterwards() => FixVerifier.VerifyAsync(
        """
                    migrationBuilder.CreateIndex(name: "ix", table: "orders", column: "total")
                        .Annotation("Npgsql:IndexMethod", "hash")
                        .Annotation("Npgsql:CreatedConcurrently", false);
        """,
        """
                    migrationBuilder.Sql("DROP INDEX CONCURRENTLY IF EXISTS ix;", suppressTransaction: true);
                    migrationBuilder.CreateIndex(name: "ix", table: "orders", column: "total")
                        .Annotation("Npgsql:IndexMethod", "hash")
                        .Annotation("Npgsql:CreatedConcurrently", true);
        """);

    [Fact]
    public Task DropIndex_becomes_SQL_that_may_run_again() => FixVerifier.VerifyAsync(
        """
                    migrationBuilder.DropIndex(
                        name: "IX_a",
                        table: "orders");

                    migrationBuilder.DropIndex(name: "ix_b", schema: "sales", table: "orders");
        """,
        """
                    migrationBuilder.Sql("DROP INDEX CONCURRENTLY IF EXISTS \"IX_a\";", suppressTransaction: true);

                    migrationBuilder.Sql("DROP INDEX CONCURRENTLY IF EXISTS sales.ix_b;", suppressTransaction: true);
        """);

    [Fact]
    public Task AddForeignKey_is_added_not_valid_and_validated_after_the_commit() => FixVerifier.VerifyAsync(
        """
                    migrationBuilder.AddForeignKey(
                        name: "FK_Orders_Customers",
                        table: "Orders",
                        columns: new[] { "CustomerId", "Region" },
                        principalTable: "Customers",
                        principalColumns: new[] { "Id", "Region" },
                        onDelete: ReferentialAction.Cascade);
        """,
        """"
                    migrationBuilder.Sql(
                        """
                        ALTER TABLE "Orders" DROP CONSTRAINT IF EXISTS "FK_Orders_Customers";
                        ALTER TABLE "Orders" ADD CONSTRAINT "FK_Orders_Customers" FOREIGN KEY ("CustomerId", "Region") REFERENCES "Customers" ("Id", "Region") ON DELETE CASCADE NOT VALID;
                        """);
                    migrationBuilder.Sql("ALTER TABLE \"Orders\" VALIDATE CONSTRAINT \"FK_Orders_Customers\";", suppressTransaction: true);
        """");

    [Fact]
    public Task Without_raw_literals_several_lines_are_a_verbatim_one() => FixVerifier.VerifyAsync(
        """
                    migrationBuilder.AddCheckConstraint(name: "CK_Total", table: "orders", sql: "\"Total\" > 0 AND note <> 'a''b'");
        """,
        """
                    migrationBuilder.Sql(@"
                        ALTER TABLE orders DROP CONSTRAINT IF EXISTS ""CK_Total"";
                        ALTER TABLE orders ADD CONSTRAINT ""CK_Total"" CHECK (""Total"" > 0 AND note <> 'a''b') NOT VALID;
                    ");
                    migrationBuilder.Sql("ALTER TABLE orders VALIDATE CONSTRAINT \"CK_Total\";", suppressTransaction: true);
        """,
        version: LanguageVersion.CSharp10);

    [Fact]
    public Task AlterColumn_to_required_stays_between_its_proof_and_the_end_of_it() => FixVerifier.VerifyAsync(
        """
                    migrationBuilder.AlterColumn<int>(
                        name: "total",
                        table: "orders",
                        type: "integer",
                        nullable: false,
                        oldClrType: typeof(int),
                        oldType: "integer",
                        oldNullable: true);
        """,
        """"
                    migrationBuilder.Sql(
                        """
                        ALTER TABLE orders DROP CONSTRAINT IF EXISTS orders_total_not_null_check;
                        ALTER TABLE orders ADD CONSTRAINT orders_total_not_null_check CHECK (total IS NOT NULL) NOT VALID;
                        """);
                    migrationBuilder.Sql("ALTER TABLE orders VALIDATE CONSTRAINT orders_total_not_null_check;", suppressTransaction: true);
                    migrationBuilder.AlterColumn<int>(
                        name: "total",
                        table: "orders",
                        type: "integer",
                        nullable: false,
                        oldClrType: typeof(int),
                        oldType: "integer",
                        oldNullable: true);
                    migrationBuilder.Sql("ALTER TABLE orders DROP CONSTRAINT orders_total_not_null_check;");
        """");

    [Fact]
    public Task Since_18_AlterColumn_finds_the_work_done() => FixVerifier.VerifyAsync(
        """
                    migrationBuilder.AlterColumn<int>(name: "total", table: "orders", type: "integer", nullable: false, oldClrType: typeof(int), oldType: "integer", oldNullable: true);
        """,
        """"
                    migrationBuilder.Sql(
                        """
                        ALTER TABLE orders DROP CONSTRAINT IF EXISTS orders_total_not_null;
                        ALTER TABLE orders ADD CONSTRAINT orders_total_not_null NOT NULL total NOT VALID;
                        """);
                    migrationBuilder.Sql("ALTER TABLE orders VALIDATE CONSTRAINT orders_total_not_null;", suppressTransaction: true);
                    migrationBuilder.AlterColumn<int>(name: "total", table: "orders", type: "integer", nullable: false, oldClrType: typeof(int), oldType: "integer", oldNullable: true);
        """",
        "migration_safety.postgresql_version = 18");

    [Fact]
    public Task Findings_that_can_only_go_together_go_together() => FixVerifier.VerifyAsync(
        """
                    migrationBuilder.DropIndex(name: "ix_old", table: "orders");

                    migrationBuilder.CreateIndex(name: "ix", table: "orders", column: "customer_id");

                    migrationBuilder.AddForeignKey(name: "fk", table: "orders", column: "customer_id", principalTable: "customers", principalColumn: "id");
        """,
        """"
                    migrationBuilder.Sql("DROP INDEX CONCURRENTLY IF EXISTS ix_old;", suppressTransaction: true);

                    migrationBuilder.Sql("DROP INDEX CONCURRENTLY IF EXISTS ix;", suppressTransaction: true);
                    migrationBuilder.CreateIndex(name: "ix", table: "orders", column: "customer_id").Annotation("Npgsql:CreatedConcurrently", true);

                    migrationBuilder.Sql(
                        """
                        ALTER TABLE orders DROP CONSTRAINT IF EXISTS fk;
                        ALTER TABLE orders ADD CONSTRAINT fk FOREIGN KEY (customer_id) REFERENCES customers (id) NOT VALID;
                        """);
                    migrationBuilder.Sql("ALTER TABLE orders VALIDATE CONSTRAINT fk;", suppressTransaction: true);
        """");

    [Theory]
    [InlineData("MIG1001", """migrationBuilder.AddColumn<int>(name: "x", table: "orders", nullable: true); migrationBuilder.CreateIndex(name: "ix", table: "orders", column: "x");""")]
    [InlineData("MIG1001", """foreach (var t in new[] { "a", "b" }) { migrationBuilder.CreateIndex(name: "ix_" + t, table: t, column: "x"); }""")]
    [InlineData("MIG1001", """var index = migrationBuilder.CreateIndex(name: "ix", table: "orders", column: "x"); index.Annotation("a", 1);""")]
    [InlineData("MIG1001", """void Index(string c) => migrationBuilder.CreateIndex(name: "ix", table: "orders", column: c); Index("x");""")]
    [InlineData("MIG1001", """if (DateTime.Now.Hour > 3) migrationBuilder.CreateIndex(name: "ix", table: "orders", column: "x");""")]
    [InlineData("MIG1004", """migrationBuilder.DropForeignKey(name: "old", table: "orders"); migrationBuilder.AddForeignKey(name: "fk", table: "orders", column: "c", principalTable: "customers", principalColumn: "id");""")]
    [InlineData("MIG1004", """migrationBuilder.InsertData("customers", "id", 1); migrationBuilder.AddForeignKey(name: "fk", table: "orders", column: "c", principalTable: "customers", principalColumn: "id");""")]
    public Task Nothing_is_offered_where_it_would_not_be_safe(string id, string up) => FixVerifier.VerifyNoFixAsync(id, up);
}
