using System.Collections.Generic;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace MigrationSafety.Runtime.Migrations.Tests.Scenarios;

public sealed class SyncContext(DbContextOptions<SyncContext> options) : DbContext(options);

[DbContext(typeof(SyncContext))]
[Migration("20260101000000_Expand")]
public sealed class Expand : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.AddColumn<string>("remark", "orders", "text", nullable: true);
        migrationBuilder.SyncColumns("orders", "note", "remark", "upper(note)", "lower(remark)");
        migrationBuilder.Sql("CREATE TABLE notes (order_id int PRIMARY KEY, body text);");
        migrationBuilder.SyncTables(
            "orders", "notes", ["order_id"], new Dictionary<string, string> { ["order_id"] = "id", ["body"] = "note" });
        migrationBuilder.RenameTable("customers", newName: "buyers");
        migrationBuilder.CreateCompatibilityView("customers", "buyers");
    }

    protected override void Down(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.DropCompatibilityView("customers");
        migrationBuilder.RenameTable("buyers", newName: "customers");
        migrationBuilder.DropTableSync("orders", "notes");
        migrationBuilder.Sql("DROP TABLE notes;");
        migrationBuilder.DropColumnSync("orders", "note", "remark");
        migrationBuilder.DropColumn("remark", "orders");
    }
}

[DbContext(typeof(SyncContext))]
[Migration("20260102000000_Swap")]
public sealed class Swap : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.DropColumnSync("orders", "note", "remark");
        migrationBuilder.SwapColumns("orders", "note", "remark");
    }

    protected override void Down(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.SwapColumns("orders", "note", "remark");
        migrationBuilder.SyncColumns("orders", "note", "remark", "upper(note)", "lower(remark)");
    }
}
