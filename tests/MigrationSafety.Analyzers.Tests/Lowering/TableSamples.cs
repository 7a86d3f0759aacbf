using System.Collections.Generic;

namespace MigrationSafety.Analyzers.Tests.Lowering;

internal static class TableSamples
{
    public static readonly IReadOnlyList<(string Name, string Up)> All =
    [
        ("create", """
            migrationBuilder.CreateTable(
                name: "Posts",
                schema: "blog",
                columns: table => new
                {
                    Id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    Title = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, comment: "shown"),
                    Created = table.Column<DateTime>(type: "timestamp with time zone", nullable: false, defaultValueSql: "now()"),
                    BlogId = table.Column<int>(name: "blog id", type: "integer", nullable: false),
                    Version = table.Column<uint>(name: "xmin", type: "xid", rowVersion: true, nullable: false),
                    Words = table.Column<int>(type: "integer", nullable: false, computedColumnSql: "length(\"Title\")", stored: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Posts", x => x.Id);
                    table.UniqueConstraint("AK_Posts", x => new { x.Title, x.BlogId });
                    table.CheckConstraint("CK_Posts", "\"Words\" > 0");
                    table.ForeignKey(
                        name: "FK_Posts",
                        column: x => x.BlogId,
                        principalSchema: "blog",
                        principalTable: "Blogs",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                },
                comment: "all of them");
            """),
        ("create without constraints", """
            migrationBuilder.CreateTable("T", table => new { A = table.Column<int>(), B = table.Column<string>(nullable: true) });
            """),
        ("create with a composite foreign key", """
            migrationBuilder.CreateTable(
                name: "T",
                columns: table => new { A = table.Column<int>("integer"), B = table.Column<int>("integer") },
                constraints: table =>
                {
                    table.ForeignKey("FK", x => new { x.A, x.B }, "P", new[] { "X", "Y" }, "s", ReferentialAction.SetNull, ReferentialAction.Restrict);
                });
            """),
        ("create unlogged", """
            migrationBuilder.CreateTable("T", table => new { A = table.Column<int>("integer") }).Annotation("Npgsql:UnloggedTable", true);
            """),
        ("drop", """migrationBuilder.DropTable(name: "T", schema: "s");"""),
        ("rename", """migrationBuilder.RenameTable(name: "T", newName: "U");"""),
        ("to another schema", """migrationBuilder.RenameTable(name: "T", newName: "T", newSchema: "s");"""),
        ("rename and move", """migrationBuilder.RenameTable(name: "T", schema: "a", newName: "U", newSchema: "b");"""),
        ("comment", """migrationBuilder.AlterTable(name: "T", comment: "new", oldComment: "old");"""),
        ("unlogged", """migrationBuilder.AlterTable(name: "T").Annotation("Npgsql:UnloggedTable", true);"""),
        ("logged", """migrationBuilder.AlterTable(name: "T").OldAnnotation("Npgsql:UnloggedTable", true);"""),
        ("storage parameter", """migrationBuilder.AlterTable(name: "T").Annotation("Npgsql:StorageParameter:fillfactor", 70);"""),
        ("storage parameter removed", """migrationBuilder.AlterTable(name: "T").OldAnnotation("Npgsql:StorageParameter:fillfactor", 70);"""),
    ];
}
