using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace MigrationSafety.Runtime.Migrations.Tests.Scenarios;

public sealed class ConstraintContext(DbContextOptions<ConstraintContext> options) : DbContext(options);

[DbContext(typeof(ConstraintContext))]
[Migration("20260101000000_SafeConstraints")]
public sealed class SafeConstraints : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.AddForeignKeySafely(
            "fk_orders_customers", "orders", ["customer_id"], "customers", ["id"], onDelete: ReferentialAction.Cascade);
        migrationBuilder.AddCheckConstraintSafely("ck_note", "orders", "note <> ''");
        migrationBuilder.SetNotNullSafely("code", "orders");
        migrationBuilder.CreateIndexConcurrently("ux_code", "orders", ["code"], unique: true);
        migrationBuilder.AddUniqueConstraintUsingIndex("ak_code", "orders", "ux_code");
    }

    protected override void Down(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.DropUniqueConstraint("ak_code", "orders");
        migrationBuilder.DropNotNull("code", "orders");
        migrationBuilder.DropCheckConstraint("ck_note", "orders");
        migrationBuilder.DropForeignKey("fk_orders_customers", "orders");
    }
}
