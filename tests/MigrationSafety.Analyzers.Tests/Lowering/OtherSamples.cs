using System.Collections.Generic;

namespace MigrationSafety.Analyzers.Tests.Lowering;

internal static class OtherSamples
{
    public static readonly IReadOnlyList<(string Name, string Up)> All =
    [
        ("index", """migrationBuilder.CreateIndex(name: "ix", table: "t", column: "c");"""),
        ("unique partial index", """migrationBuilder.CreateIndex(name: "ix", schema: "s", table: "t", columns: new[] { "a", "B" }, unique: true, filter: "\"B\" IS NOT NULL");"""),
        ("descending index", """migrationBuilder.CreateIndex("ix", "t", new[] { "a", "b" }, descending: new[] { true, false });"""),
        ("gin index", """migrationBuilder.CreateIndex(name: "ix", table: "t", column: "c").Annotation("Npgsql:IndexMethod", "gin").Annotation("Npgsql:IndexOperators", new[] { "gin_trgm_ops" });"""),
        ("covering index", """migrationBuilder.CreateIndex(name: "ix", table: "t", column: "c").Annotation("Npgsql:IndexInclude", new[] { "d" });"""),
        ("concurrent index", """migrationBuilder.CreateIndex(name: "ix", table: "t", column: "c").Annotation("Npgsql:CreatedConcurrently", true);"""),
        ("drop index", """migrationBuilder.DropIndex(name: "ix", schema: "s", table: "t");"""),
        ("drop concurrent index", """migrationBuilder.DropIndex(name: "ix", table: "t").Annotation("Npgsql:CreatedConcurrently", true);"""),
        ("rename index", """migrationBuilder.RenameIndex(name: "ix", table: "t", newName: "iy");"""),
        ("foreign key", """migrationBuilder.AddForeignKey(name: "fk", table: "t", column: "c", principalTable: "p", principalColumn: "id", onDelete: ReferentialAction.Cascade);"""),
        ("composite foreign key", """migrationBuilder.AddForeignKey(name: "fk", schema: "s", table: "t", columns: new[] { "a", "b" }, principalSchema: "q", principalTable: "p", principalColumns: new[] { "x", "y" }, onUpdate: ReferentialAction.SetNull, onDelete: ReferentialAction.Restrict);"""),
        ("foreign key without column", """migrationBuilder.AddForeignKey("fk", "t", "c", "p");"""),
        ("primary key", """migrationBuilder.AddPrimaryKey(name: "pk", table: "t", column: "id");"""),
        ("composite primary key", """migrationBuilder.AddPrimaryKey("pk", "t", new[] { "a", "b" }, "s");"""),
        ("unique constraint", """migrationBuilder.AddUniqueConstraint(name: "uq", table: "t", column: "c");"""),
        ("check constraint", """migrationBuilder.AddCheckConstraint(name: "ck", table: "t", sql: "a > 0 AND b IS NOT NULL");"""),
        ("drop constraints", """
            migrationBuilder.DropForeignKey(name: "fk", table: "t");
            migrationBuilder.DropPrimaryKey(name: "pk", table: "t");
            migrationBuilder.DropUniqueConstraint(name: "uq", table: "t", schema: "s");
            migrationBuilder.DropCheckConstraint(name: "ck", table: "t");
            """),
        ("schemas", """
            migrationBuilder.EnsureSchema(name: "sales");
            migrationBuilder.EnsureSchema(name: "public");
            migrationBuilder.DropSchema(name: "old");
            """),
        ("sequences", """
            migrationBuilder.CreateSequence<int>(name: "s", startValue: 10L, incrementBy: 5);
            migrationBuilder.CreateSequence(name: "s2", schema: "a");
            migrationBuilder.RenameSequence(name: "s", newName: "s3");
            migrationBuilder.RenameSequence(name: "s3", newName: "s3", newSchema: "b");
            migrationBuilder.DropSequence(name: "s2", schema: "a");
            """),
        ("alter sequence", """migrationBuilder.AlterSequence(name: "s", incrementBy: 2, oldIncrementBy: 1);"""),
        ("restart sequence", """migrationBuilder.RestartSequence(name: "s", startValue: 100L);"""),
        ("enum", """migrationBuilder.AlterDatabase().Annotation("Npgsql:Enum:mood", "sad,ok");"""),
        ("enum in a schema", """migrationBuilder.AlterDatabase().Annotation("Npgsql:Enum:app.mood", "sad,ok");"""),
        ("enum value", """migrationBuilder.AlterDatabase().Annotation("Npgsql:Enum:mood", "sad,meh,ok,happy").OldAnnotation("Npgsql:Enum:mood", "sad,ok");"""),
        ("enum dropped", """migrationBuilder.AlterDatabase().OldAnnotation("Npgsql:Enum:mood", "sad,ok");"""),
        ("extension", """migrationBuilder.AlterDatabase().Annotation("Npgsql:PostgresExtension:citext", ",,");"""),
        ("extension dropped", """migrationBuilder.AlterDatabase().OldAnnotation("Npgsql:PostgresExtension:citext", ",,");"""),
        ("seed data", """migrationBuilder.InsertData(table: "t", columns: new[] { "id", "a" }, columnTypes: new[] { "integer", "text" }, values: new object[] { 2, "y" });"""),
        ("update of seed data", """migrationBuilder.UpdateData(table: "t", keyColumns: new[] { "id" }, keyColumnTypes: new[] { "integer" }, keyValues: new object[] { 1 }, columns: new[] { "a" }, columnTypes: new[] { "text" }, values: new object[] { "z" });"""),
        ("delete of seed data", """migrationBuilder.DeleteData(table: "t", keyColumns: new[] { "id" }, keyColumnTypes: new[] { "integer" }, keyValues: new object[] { 1 });"""),
        ("SQL", """migrationBuilder.Sql("ALTER TABLE t ADD COLUMN c integer; DROP TABLE u;");"""),
    ];
}
