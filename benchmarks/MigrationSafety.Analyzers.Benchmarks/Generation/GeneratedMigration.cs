namespace MigrationSafety.Analyzers.Benchmarks.Generation;

/// <summary>One migration, as C# and as the SQL that it stands for. What it does depends on its number only.</summary>
internal sealed record GeneratedMigration(int Number)
{
    private string Table => GeneratedModel.Tables[Number % GeneratedModel.Tables.Count];

    private (string Name, string Type) Column => GeneratedModel.Columns[Number % GeneratedModel.Columns.Count];

    public string Class => $"Change{Number:0000}";

    public string Id => $"2025010100{Number:0000}_{Class}";

    public string CSharp => $$"""
        using System;
        using Microsoft.EntityFrameworkCore.Migrations;

        #nullable disable

        namespace Generated.Migrations
        {
            /// <inheritdoc />
            public partial class {{Class}} : Migration
            {
                /// <inheritdoc />
                protected override void Up(MigrationBuilder migrationBuilder)
                {
                    migrationBuilder.AddColumn<int>(
                        name: "Added{{Number}}",
                        table: "{{Table}}",
                        type: "integer",
                        nullable: false,
                        defaultValue: 0);

        {{Operation}}
                }

                /// <inheritdoc />
                protected override void Down(MigrationBuilder migrationBuilder)
                {
                    migrationBuilder.DropColumn(
                        name: "Added{{Number}}",
                        table: "{{Table}}");
                }
            }
        }

        """;

    public string Sql => $"""
        ALTER TABLE "{Table}" ADD "Added{Number}" integer NOT NULL DEFAULT 0;

        {SqlOperation}

        """;

    // The forms that migrations are mostly made of, one after the other.
    private string Operation => (Number % 6) switch
    {
        0 => $$"""
                    migrationBuilder.CreateIndex(
                        name: "IX_{{Table}}_{{Column.Name}}_{{Number}}",
                        table: "{{Table}}",
                        column: "{{Column.Name}}");
        """,
        1 => $$"""
                    migrationBuilder.AlterColumn<{{GeneratedModel.ClrType(Column.Type)}}>(
                        name: "{{Column.Name}}",
                        table: "{{Table}}",
                        type: "{{Column.Type}}",
                        nullable: false,
                        oldClrType: typeof({{GeneratedModel.ClrType(Column.Type)}}),
                        oldType: "{{Column.Type}}",
                        oldNullable: true);
        """,
        2 => $$""""
                    migrationBuilder.Sql(
                        """
                        UPDATE "{{Table}}" SET "Added{{Number}}" = 1 WHERE "{{Column.Name}}" IS NOT NULL;
                        """);
        """",
        3 => $$"""
                    migrationBuilder.AddCheckConstraint(
                        name: "CK_{{Table}}_{{Number}}",
                        table: "{{Table}}",
                        sql: "\"Added{{Number}}\" >= 0");
        """,
        4 => $$"""
                    migrationBuilder.Sql("CREATE INDEX CONCURRENTLY \"IX_{{Number}}\" ON \"{{Table}}\" (\"{{Column.Name}}\")", suppressTransaction: true);
        """,
        _ => $$"""
                    migrationBuilder.AddForeignKey(
                        name: "FK_{{Table}}_{{Number}}",
                        table: "{{Table}}",
                        column: "Added{{Number}}",
                        principalTable: "{{GeneratedModel.Tables[0]}}",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
        """,
    };

    private string SqlOperation => (Number % 6) switch
    {
        0 => $"""CREATE INDEX "IX_{Table}_{Column.Name}_{Number}" ON "{Table}" ("{Column.Name}");""",
        1 => $"""ALTER TABLE "{Table}" ALTER COLUMN "{Column.Name}" SET NOT NULL;""",
        2 => $"""UPDATE "{Table}" SET "Added{Number}" = 1 WHERE "{Column.Name}" IS NOT NULL;""",
        3 => $"""ALTER TABLE "{Table}" ADD CONSTRAINT "CK_{Table}_{Number}" CHECK ("Added{Number}" >= 0);""",
        4 => $"""CREATE INDEX CONCURRENTLY "IX_{Number}" ON "{Table}" ("{Column.Name}");""",
        _ => $"""ALTER TABLE "{Table}" ADD CONSTRAINT "FK_{Table}_{Number}" FOREIGN KEY ("Added{Number}") REFERENCES "{GeneratedModel.Tables[0]}" ("Id") ON DELETE CASCADE;""",
    };
}
