using System.Collections.Generic;

namespace MigrationSafety.Analyzers.Tests.Lowering;

internal static class ColumnSamples
{
    public static readonly IReadOnlyList<(string Name, string Up)> All =
    [
        ("nullable", """migrationBuilder.AddColumn<int>(name: "c", table: "t", type: "integer", nullable: true);"""),
        ("required with zero", """migrationBuilder.AddColumn<int>(name: "c", table: "t", type: "integer", nullable: false, defaultValue: 0);"""),
        ("required without default", """migrationBuilder.AddColumn<int>("c", "t", "integer");"""),
        ("quoted names and a schema", """migrationBuilder.AddColumn<string>(name: "FullName", schema: "Sales", table: "Orders", type: "text", nullable: true);"""),
        ("empty string", """migrationBuilder.AddColumn<string>(name: "c", table: "t", type: "text", nullable: false, defaultValue: "");"""),
        ("empty guid", """migrationBuilder.AddColumn<Guid>(name: "c", table: "t", type: "uuid", nullable: false, defaultValue: Guid.Empty);"""),
        ("date", """migrationBuilder.AddColumn<DateTime>(name: "c", table: "t", type: "timestamp with time zone", nullable: false, defaultValue: new DateTime(1, 1, 1, 0, 0, 0, 0, DateTimeKind.Unspecified).ToUniversalTime());"""),
        ("now()", """migrationBuilder.AddColumn<DateTime>(name: "c", table: "t", type: "timestamp with time zone", nullable: false, defaultValueSql: "now()");"""),
        ("random uuid", """migrationBuilder.AddColumn<Guid>(name: "c", table: "t", type: "uuid", nullable: false, defaultValueSql: "gen_random_uuid()");"""),
        ("identity", """migrationBuilder.AddColumn<int>(name: "c", table: "t", type: "integer", nullable: false, defaultValue: 0).Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn);"""),
        ("identity always", """migrationBuilder.AddColumn<long>(name: "c", table: "t", type: "bigint", nullable: false).Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityAlwaysColumn);"""),
        ("serial", """migrationBuilder.AddColumn<int>(name: "c", table: "t", type: "integer", nullable: false).Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.SerialColumn);"""),
        ("bigserial", """migrationBuilder.AddColumn<long>(name: "c", table: "t", type: "bigint", nullable: false).Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.SerialColumn);"""),
        ("stored computed", """migrationBuilder.AddColumn<int>(name: "c", table: "t", type: "integer", nullable: false, computedColumnSql: "a + b", stored: true);"""),
        ("virtual computed", """migrationBuilder.AddColumn<int>(name: "c", table: "t", type: "integer", nullable: true, computedColumnSql: "a + b");"""),
        ("row version", """migrationBuilder.AddColumn<uint>(name: "xmin", table: "t", type: "xid", rowVersion: true, nullable: false, defaultValue: 0u);"""),
        ("comment", """migrationBuilder.AddColumn<int>(name: "c", table: "t", type: "integer", nullable: true, comment: "words");"""),
        ("collation", """migrationBuilder.AddColumn<string>(name: "c", table: "t", type: "text", nullable: true, collation: "C");"""),
        ("text from the CLR type", """migrationBuilder.AddColumn<string>("c", "t", nullable: true);"""),
        ("varchar from the CLR type", """migrationBuilder.AddColumn<string>("c", "t", maxLength: 40, nullable: true);"""),
        ("char from the CLR type", """migrationBuilder.AddColumn<string>("c", "t", maxLength: 3, fixedLength: true, nullable: true);"""),
        ("numeric from the CLR type", """migrationBuilder.AddColumn<decimal>("c", "t", precision: 10, scale: 2, nullable: true);"""),
        ("many CLR types", """
            migrationBuilder.AddColumn<bool>("c1", "t");
            migrationBuilder.AddColumn<byte>("c2", "t");
            migrationBuilder.AddColumn<short>("c3", "t");
            migrationBuilder.AddColumn<int>("c4", "t");
            migrationBuilder.AddColumn<long>("c5", "t");
            migrationBuilder.AddColumn<float>("c6", "t");
            migrationBuilder.AddColumn<double>("c7", "t");
            migrationBuilder.AddColumn<decimal>("c8", "t");
            migrationBuilder.AddColumn<Guid>("c9", "t");
            migrationBuilder.AddColumn<DateTime>("c10", "t");
            migrationBuilder.AddColumn<DateTimeOffset>("c11", "t");
            migrationBuilder.AddColumn<DateOnly>("c12", "t");
            migrationBuilder.AddColumn<TimeOnly>("c13", "t");
            migrationBuilder.AddColumn<TimeSpan>("c14", "t");
            migrationBuilder.AddColumn<byte[]>("c15", "t");
            migrationBuilder.AddColumn<char>("c16", "t");
            migrationBuilder.AddColumn<string[]>("c17", "t");
            migrationBuilder.AddColumn<List<int>>("c18", "t");
            migrationBuilder.AddColumn<System.Int32>("c19", "t");
            migrationBuilder.AddColumn<uint>("c20", "t");
            migrationBuilder.AddColumn<ulong>("c21", "t");
            migrationBuilder.AddColumn<ushort>("c22", "t");
            migrationBuilder.AddColumn<sbyte>("c23", "t");
            migrationBuilder.AddColumn<System.Text.Json.JsonDocument>("c24", "t");
            migrationBuilder.AddColumn<System.Net.IPAddress>("c25", "t");
            """),
        ("many store types", """
            migrationBuilder.AddColumn<string>("c1", "t", type: "character varying(50)");
            migrationBuilder.AddColumn<string>("c2", "t", type: "varchar(50)");
            migrationBuilder.AddColumn<decimal>("c3", "t", type: "numeric(10,2)");
            migrationBuilder.AddColumn<decimal>("c4", "t", type: "decimal(10, 2)");
            migrationBuilder.AddColumn<DateTime>("c5", "t", type: "timestamp without time zone");
            migrationBuilder.AddColumn<DateTime>("c6", "t", type: "timestamp(3) with time zone");
            migrationBuilder.AddColumn<DateTime>("c7", "t", type: "timestamptz");
            migrationBuilder.AddColumn<string[]>("c8", "t", type: "text[]");
            migrationBuilder.AddColumn<string>("c9", "t", type: "citext");
            migrationBuilder.AddColumn<string>("c10", "t", type: "jsonb");
            migrationBuilder.AddColumn<int>("c11", "t", type: "int4");
            migrationBuilder.AddColumn<string>("c12", "t", type: "character(3)");
            migrationBuilder.AddColumn<TimeSpan>("c13", "t", type: "interval");
            """),
        ("drop", """migrationBuilder.DropColumn(name: "c", table: "t");"""),
        ("drop in a schema", """migrationBuilder.DropColumn("c", "t", "s");"""),
        ("drop of a system column", """migrationBuilder.DropColumn(name: "xmin", table: "t");"""),
        ("rename", """migrationBuilder.RenameColumn(name: "c", table: "t", newName: "d");"""),
    ];
}
