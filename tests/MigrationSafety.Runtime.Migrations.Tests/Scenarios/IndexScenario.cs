using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace MigrationSafety.Runtime.Migrations.Tests.Scenarios;

public sealed class IndexContext(DbContextOptions<IndexContext> options) : DbContext(options);

[DbContext(typeof(IndexContext))]
[Migration("20260101000000_AddTotal")]
public sealed class AddTotal : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.AddColumn<int>("total", "orders", "integer", nullable: true);

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.DropColumn("total", "orders");
}

[DbContext(typeof(IndexContext))]
[Migration("20260102000000_IndexOrders")]
public sealed class IndexOrders : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.CreateIndexConcurrently("ix_orders_customer", "orders", ["customer_id", "code"]);

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.DropIndexConcurrently("ix_orders_customer");
}

[DbContext(typeof(IndexContext))]
[Migration("20260103000000_AddRemark")]
public sealed class AddRemark : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.AddColumn<string>("remark", "orders", "text", nullable: true);

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.DropColumn("remark", "orders");
}
