using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Shop.Migrations
{
    /// <inheritdoc />
    public partial class NoteChannels : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("""ALTER TABLE "Orders" ADD COLUMN channel text;""");

            migrationBuilder.Sql("""ALTER TABLE "Customers" ADD COLUMN channel text;""");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("""ALTER TABLE "Customers" DROP COLUMN channel;""");

            migrationBuilder.Sql("""ALTER TABLE "Orders" DROP COLUMN channel;""");
        }
    }
}
