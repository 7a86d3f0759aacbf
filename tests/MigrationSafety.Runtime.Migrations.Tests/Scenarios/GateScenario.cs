using System;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace MigrationSafety.Runtime.Migrations.Tests.Scenarios;

public sealed class GateContext(DbContextOptions<GateContext> options) : DbContext(options);

[DbContext(typeof(GateContext))]
[Migration("20260101000000_Expand")]
public sealed class ExpandNote : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql("CREATE TABLE IF NOT EXISTS orders (id int PRIMARY KEY, customer_id int, code text, note text)");
        migrationBuilder.AddColumn<string>("remark", "orders", "text", nullable: true);
    }
}

[DbContext(typeof(GateContext))]
[Migration("20260102000000_Contract")]
public sealed class ContractNote : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.RequireBackfill("remarks", "orders", soak: TimeSpan.FromSeconds(1), retired: "Shop 1.%");
        migrationBuilder.DropColumn("note", "orders");
    }
}

[DbContext(typeof(GateContext))]
[Migration("20260103000000_IndexCustomers")]
public sealed class IndexCustomerNames : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql("CREATE TABLE IF NOT EXISTS customers (id int PRIMARY KEY, name text); CREATE INDEX ix_customers_name ON customers (name)");
}

[DbContext(typeof(GateContext))]
[Migration("20260104000000_Dependent")]
public sealed class AddOrderState : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.AddColumn<int>("state", "orders", "integer", nullable: true);
}

[DbContext(typeof(GateContext))]
[Migration("20260105000000_CannotBeTold")]
public sealed class DynamicStep : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql("DO $$ BEGIN EXECUTE format('ALTER TABLE %I ADD COLUMN extra int', (SELECT max(relname) FROM pg_class WHERE relname LIKE 'ord_rs')); END $$");
}

[DbContext(typeof(GateContext))]
[Migration("20260106000000_PutTogether")]
public sealed class StepPutTogether : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql("DO $$ BEGIN EXECUTE 'ALTER TABLE ' || 'ord' || 'ers ADD COLUMN other int'; END $$");
}
