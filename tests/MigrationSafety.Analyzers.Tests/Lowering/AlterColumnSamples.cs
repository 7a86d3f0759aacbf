using System.Collections.Generic;

namespace MigrationSafety.Analyzers.Tests.Lowering;

internal static class AlterColumnSamples
{
    public static readonly IReadOnlyList<(string Name, string Up)> All =
    [
        ("type", """migrationBuilder.AlterColumn<long>(name: "c", table: "t", type: "bigint", nullable: false, oldClrType: typeof(int), oldType: "integer");"""),
        ("length", """migrationBuilder.AlterColumn<string>(name: "c", table: "t", type: "character varying(100)", maxLength: 100, nullable: true, oldClrType: typeof(string), oldType: "character varying(50)", oldMaxLength: 50, oldNullable: true);"""),
        ("length without types", """migrationBuilder.AlterColumn<string>(name: "c", table: "t", maxLength: 100, nullable: true, oldClrType: typeof(string), oldMaxLength: 50, oldNullable: true);"""),
        ("CLR type without types", """migrationBuilder.AlterColumn<long>(name: "c", table: "t", nullable: false, oldClrType: typeof(int));"""),
        ("nothing", """migrationBuilder.AlterColumn<int>(name: "c", table: "t", type: "integer", nullable: false, oldClrType: typeof(int), oldType: "integer");"""),
        ("required with default", """migrationBuilder.AlterColumn<string>(name: "c", table: "t", type: "text", nullable: false, defaultValue: "", oldClrType: typeof(string), oldType: "text", oldNullable: true);"""),
        ("required with SQL default", """migrationBuilder.AlterColumn<DateTime>(name: "c", table: "t", type: "timestamp with time zone", nullable: false, defaultValueSql: "now()", oldClrType: typeof(DateTime), oldType: "timestamp with time zone", oldNullable: true);"""),
        ("required without default", """migrationBuilder.AlterColumn<string>(name: "c", table: "t", type: "text", nullable: false, oldClrType: typeof(string), oldType: "text", oldNullable: true);"""),
        ("by hand, without old arguments", """migrationBuilder.AlterColumn<string>("c", "t", "text", nullable: false);"""),
        ("nullable", """migrationBuilder.AlterColumn<string>(name: "c", table: "t", type: "text", nullable: true, oldClrType: typeof(string), oldType: "text");"""),
        ("default set", """migrationBuilder.AlterColumn<int>(name: "c", table: "t", type: "integer", nullable: false, defaultValue: 5, oldClrType: typeof(int), oldType: "integer");"""),
        ("default changed", """migrationBuilder.AlterColumn<int>(name: "c", table: "t", type: "integer", nullable: false, defaultValue: 5, oldClrType: typeof(int), oldType: "integer", oldDefaultValue: 4);"""),
        ("default dropped", """migrationBuilder.AlterColumn<int>(name: "c", table: "t", type: "integer", nullable: false, oldClrType: typeof(int), oldType: "integer", oldDefaultValue: 4);"""),
        ("default kept", """migrationBuilder.AlterColumn<long>(name: "c", table: "t", type: "bigint", nullable: false, defaultValue: 4L, oldClrType: typeof(int), oldType: "integer", oldDefaultValue: 4L);"""),
        ("SQL default set", """migrationBuilder.AlterColumn<DateTime>(name: "c", table: "t", type: "timestamp with time zone", nullable: false, defaultValueSql: "now()", oldClrType: typeof(DateTime), oldType: "timestamp with time zone");"""),
        ("everything", """migrationBuilder.AlterColumn<long>(name: "c", table: "t", type: "bigint", nullable: false, defaultValue: 7L, comment: "words", oldClrType: typeof(int), oldType: "integer", oldNullable: true);"""),
        ("comment", """migrationBuilder.AlterColumn<int>(name: "c", table: "t", type: "integer", nullable: false, comment: "new", oldClrType: typeof(int), oldType: "integer", oldComment: "old");"""),
        ("collation", """migrationBuilder.AlterColumn<string>(name: "c", table: "t", type: "text", nullable: true, collation: "C", oldClrType: typeof(string), oldType: "text", oldNullable: true);"""),
        ("collation removed", """migrationBuilder.AlterColumn<string>(name: "c", table: "t", type: "text", nullable: true, oldClrType: typeof(string), oldType: "text", oldNullable: true, oldCollation: "C");"""),
        ("type beside an unchanged collation", """migrationBuilder.AlterColumn<string>(name: "c", table: "t", type: "text", nullable: true, collation: "C", oldClrType: typeof(string), oldType: "character varying(5)", oldNullable: true, oldCollation: "C");"""),
        ("computed changed", """migrationBuilder.AlterColumn<int>(name: "c", table: "t", type: "integer", nullable: false, computedColumnSql: "a + b", stored: true, oldClrType: typeof(int), oldType: "integer", oldComputedColumnSql: "a", oldStored: true);"""),
        ("computed to plain", """migrationBuilder.AlterColumn<int>(name: "c", table: "t", type: "integer", nullable: false, oldClrType: typeof(int), oldType: "integer", oldComputedColumnSql: "a", oldStored: true);"""),
        ("plain to computed", """migrationBuilder.AlterColumn<int>(name: "c", table: "t", type: "integer", nullable: false, computedColumnSql: "a", stored: true, oldClrType: typeof(int), oldType: "integer");"""),
        ("identity added", """migrationBuilder.AlterColumn<int>(name: "c", table: "t", type: "integer", nullable: false, oldClrType: typeof(int), oldType: "integer").Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn);"""),
        ("identity dropped", """migrationBuilder.AlterColumn<int>(name: "c", table: "t", type: "integer", nullable: false, oldClrType: typeof(int), oldType: "integer").OldAnnotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn);"""),
        ("identity by default to always", """migrationBuilder.AlterColumn<int>(name: "c", table: "t", type: "integer", nullable: false, oldClrType: typeof(int), oldType: "integer").Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityAlwaysColumn).OldAnnotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn);"""),
        ("identity widened", """migrationBuilder.AlterColumn<long>(name: "c", table: "t", type: "bigint", nullable: false, oldClrType: typeof(int), oldType: "integer").Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn).OldAnnotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn);"""),
        ("identity options", """migrationBuilder.AlterColumn<int>(name: "c", table: "t", type: "integer", nullable: false, oldClrType: typeof(int), oldType: "integer").Annotation("Npgsql:IdentitySequenceOptions", "'5000', '1', '', '', 'False', '1'").Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn).OldAnnotation("Npgsql:IdentitySequenceOptions", "'100', '1', '', '', 'False', '1'").OldAnnotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn);"""),
        ("serial to identity", """migrationBuilder.AlterColumn<int>(name: "c", table: "t", type: "integer", nullable: false, oldClrType: typeof(int), oldType: "integer").Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn).OldAnnotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.SerialColumn);"""),
        ("to serial", """migrationBuilder.AlterColumn<int>(name: "c", table: "t", type: "integer", nullable: false, oldClrType: typeof(int), oldType: "integer").Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.SerialColumn);"""),
        ("row version", """migrationBuilder.AlterColumn<uint>(name: "xmin", table: "t", type: "xid", rowVersion: true, nullable: false, oldClrType: typeof(uint), oldType: "xid");"""),
        ("enum in another schema", """migrationBuilder.AlterColumn<string>(name: "c", schema: "s", table: "T", type: "s.mood", nullable: true, oldClrType: typeof(string), oldType: "text", oldNullable: true);"""),
    ];
}
