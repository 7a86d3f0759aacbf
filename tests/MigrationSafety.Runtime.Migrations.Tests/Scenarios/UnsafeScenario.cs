using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace MigrationSafety.Runtime.Migrations.Tests.Scenarios;

public sealed class UnsafeContext(DbContextOptions<UnsafeContext> options) : DbContext(options);

[DbContext(typeof(UnsafeContext))]
[Migration("20260101000000_AddPlainly")]
public sealed class AddPlainly : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.AddColumn<int>("total", "orders", "integer", nullable: true);
}

[DbContext(typeof(UnsafeContext))]
[Migration("20260102000000_IndexPlainly")]
public sealed class IndexPlainly : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.AddColumn<int>("weight", "orders", "integer", nullable: true);
        migrationBuilder.CreateIndex("ix_plain", "orders", "code");
    }
}
