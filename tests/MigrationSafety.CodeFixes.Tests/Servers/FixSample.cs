using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using MigrationSafety.CodeFixes.Tests.Verification;
using MigrationSafety.Core.Recipes;
using Xunit;

namespace MigrationSafety.CodeFixes.Tests.Servers;

/// <summary>A migration that a fix rewrites, to be run before and after.</summary>
internal sealed record FixSample(string Name, string Up, string Down)
{
    private const string Model = """
                    modelBuilder.Entity("Shop.Order", b =>
                    {
                        b.Property<int>("id").HasColumnType("integer");
                        b.Property<int>("total").HasColumnType("integer");
                        b.HasKey("id");
                        b.ToTable("orders");
                    });
        """;

    private const string AlterTotal =
        "migrationBuilder.AlterColumn<int>(name: \"total\", table: \"orders\", type: \"integer\", nullable: {0}, oldClrType: typeof(int), oldType: \"integer\", oldNullable: {1});";

    public static IReadOnlyList<FixSample> All { get; } =
    [
        new(
            "CreateIndex",
            "migrationBuilder.CreateIndex(name: \"IX_orders_total\", table: \"orders\", column: \"total\", descending: new bool[0], filter: \"total > 5\");",
            "migrationBuilder.DropIndex(name: \"IX_orders_total\", table: \"orders\");"),
        new(
            "Unique index in SQL",
            "migrationBuilder.Sql(@\"CREATE UNIQUE INDEX \"\"IX code\"\" ON orders (code) INCLUDE (total); COMMENT ON INDEX \"\"IX code\"\" IS 'c';\");",
            "migrationBuilder.Sql(\"DROP INDEX \\\"IX code\\\"\");"),
        new(
            "Index if not exists",
            "migrationBuilder.Sql(\"CREATE INDEX IF NOT EXISTS ix_customer ON orders (customer_id)\");",
            "migrationBuilder.DropIndex(name: \"ix_customer\", table: \"orders\");"),
        new(
            "DropIndex",
            "migrationBuilder.DropIndex(name: \"ix_old\", table: \"orders\");",
            "migrationBuilder.CreateIndex(name: \"ix_old\", table: \"orders\", column: \"Note\");"),
        new(
            "AddForeignKey",
            "migrationBuilder.AddForeignKey(name: \"FK_orders_customers\", table: \"orders\", column: \"customer_id\", principalTable: \"customers\", principalColumn: \"id\", onDelete: ReferentialAction.SetNull);",
            "migrationBuilder.DropForeignKey(name: \"FK_orders_customers\", table: \"orders\");"),
        new(
            "Foreign key in SQL",
            "migrationBuilder.Sql(\"ALTER TABLE orders ALTER \\\"Note\\\" SET DEFAULT 'x', ADD CONSTRAINT fk FOREIGN KEY (customer_id) REFERENCES customers ON UPDATE CASCADE DEFERRABLE INITIALLY DEFERRED;\");",
            "migrationBuilder.Sql(\"ALTER TABLE orders ALTER \\\"Note\\\" DROP DEFAULT, DROP CONSTRAINT fk;\");"),
        new(
            "AddCheckConstraint",
            "migrationBuilder.AddCheckConstraint(name: \"CK_Total\", table: \"orders\", sql: \"total > 0 AND \\\"Note\\\" <> 'a''b'\");",
            "migrationBuilder.DropCheckConstraint(name: \"CK_Total\", table: \"orders\");"),
        new(
            "Check on a partitioned table",
            "migrationBuilder.Sql(\"ALTER TABLE events ADD CONSTRAINT ck CHECK (total >= 0)\");",
            "migrationBuilder.Sql(\"ALTER TABLE events DROP CONSTRAINT ck\");"),
        new(
            "AlterColumn",
            string.Format(AlterTotal, "false", "true"),
            string.Format(AlterTotal, "true", "false")),
        new(
            "NOT NULL in SQL",
            "migrationBuilder.Sql(\"ALTER TABLE orders ALTER COLUMN \\\"Note\\\" SET NOT NULL\");",
            "migrationBuilder.Sql(\"ALTER TABLE orders ALTER COLUMN \\\"Note\\\" DROP NOT NULL\");"),
        new(
            "NOT NULL on a partitioned table",
            "migrationBuilder.Sql(\"ALTER TABLE events ALTER COLUMN total SET NOT NULL\");",
            "migrationBuilder.Sql(\"ALTER TABLE events ALTER COLUMN total DROP NOT NULL\");"),
        new(
            "Foreign key on a partitioned table",
            "migrationBuilder.Sql(\"ALTER TABLE events ADD CONSTRAINT fk FOREIGN KEY (customer_id) REFERENCES customers (id)\");",
            "migrationBuilder.Sql(\"ALTER TABLE events DROP CONSTRAINT fk\");")
        {
            Since = 18,
        },
        new(
            "All together",
            """
            migrationBuilder.DropIndex(name: "ix_old", table: "orders");
            migrationBuilder.CreateIndex(name: "ix_customer", table: "orders", column: "customer_id");
            migrationBuilder.AddForeignKey(name: "fk", table: "orders", column: "customer_id", principalTable: "customers", principalColumn: "id");
            migrationBuilder.Sql("ALTER TABLE orders ADD CONSTRAINT ck CHECK (total > 0), ALTER COLUMN total SET NOT NULL;");
            """,
            """
            migrationBuilder.Sql("ALTER TABLE orders DROP CONSTRAINT ck, ALTER COLUMN total DROP NOT NULL;");
            migrationBuilder.DropForeignKey(name: "fk", table: "orders");
            migrationBuilder.DropIndex(name: "ix_customer", table: "orders");
            migrationBuilder.CreateIndex(name: "ix_old", table: "orders", column: "Note");
            """),
    ];

    /// <summary>The first PostgreSQL on which the recipe works.</summary>
    public int Since { get; init; } = 12;

    public string Source => MigrationSource.Of(Up, Down, Model);

    public static FixSample Find(string name) => All.Single(s => s.Name == name);

    /// <summary>The migration after Fix All in the solution, compiled.</summary>
    public async Task<CompiledMigration> FixAsync(int major)
    {
        const string File = MigrationSource.Id + ".cs";
        var project = FixProject.Of("migration_safety.postgresql_version = " + major, LanguageVersion.CSharp12, ("Shop", File, Source));
        var changed = await project.FixAllAsync(FixAllScope.Solution, [.. RecipeBook.InPlaceIds]);
        var text = await changed.TextAsync(File);
        Assert.NotEqual(Source, text);
        return CompiledMigration.Of(text);
    }
}
