using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Shop.Migrations
{
    /// <inheritdoc />
    public partial class AddOrderTotals : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<decimal>(
                name: "Total",
                table: "Orders",
                type: "numeric",
                nullable: true);

            migrationBuilder.Sql(
                """
                UPDATE "Orders" o
                SET "Total" = (SELECT sum(l."Total") FROM "OrderLines" l WHERE l."OrderId" = o."Id");
                """);

            migrationBuilder.Sql(
                """
                CREATE MATERIALIZED VIEW sales_by_month AS
                SELECT date_trunc('month', "PlacedAt") AS month, sum("Total") AS total FROM "Orders" GROUP BY 1;
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("DROP MATERIALIZED VIEW sales_by_month;");

            migrationBuilder.DropColumn(
                name: "Total",
                table: "Orders");
        }
    }
}
