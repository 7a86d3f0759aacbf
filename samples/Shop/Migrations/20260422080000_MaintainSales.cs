using System.IO;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Shop.Migrations
{
    /// <inheritdoc />
    public partial class MaintainSales : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            const string table = "OrderLines";
            migrationBuilder.Sql($"""CREATE INDEX CONCURRENTLY "IX_{table}_Total" ON "{table}" ("Total")""", suppressTransaction: true);

            migrationBuilder.Sql(ReadScript("maintain_sales.sql"));
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("DROP INDEX CONCURRENTLY \"IX_OrderLines_Total\"", suppressTransaction: true);
        }

        private static string ReadScript(string name)
        {
            using var stream = typeof(MaintainSales).Assembly.GetManifestResourceStream("Shop.Migrations.Scripts." + name);
            using var reader = new StreamReader(stream);
            return reader.ReadToEnd();
        }
    }
}
