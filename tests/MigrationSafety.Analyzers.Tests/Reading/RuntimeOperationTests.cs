using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Reflection;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;
using MigrationSafety.Analyzers.Reading;
using MigrationSafety.Core.EfCore;
using MigrationSafety.Verification;
using Xunit;

namespace MigrationSafety.Analyzers.Tests.Reading;

/// <summary>The builder's extension methods of MigrationSafety.Runtime, against the real assembly.</summary>
public sealed class RuntimeOperationTests
{
    private const string Schema = """
        migrationBuilder.Sql("CREATE TABLE customers (id bigint PRIMARY KEY); CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint, note text, note_big text, total numeric(10,2));");
        """;

    private static readonly Assembly Runtime = typeof(SyncExtensions).Assembly;

    /// <summary>Each operation with what it adds at run time.</summary>
    private static readonly Dictionary<string, Action<MigrationBuilder>> Calls = new()
    {
        ["""b.CreateIndexConcurrently("ix", "orders", ["note", "total"], schema: "s", unique: true, filter: "total > 0");"""] =
            static b => b.CreateIndexConcurrently("ix", "orders", ["note", "total"], schema: "s", unique: true, filter: "total > 0"),
        ["""b.DropIndexConcurrently("ix", "s");"""] = static b => b.DropIndexConcurrently("ix", "s"),
        ["""b.AddForeignKeySafely("fk", "orders", ["customer_id"], "customers", ["id"], "s", "t", ReferentialAction.Restrict, onDelete: ReferentialAction.SetNull);"""] =
            static b => b.AddForeignKeySafely("fk", "orders", ["customer_id"], "customers", ["id"], "s", "t", ReferentialAction.Restrict, onDelete: ReferentialAction.SetNull),
        ["""b.AddForeignKeySafely("fk", "orders", new[] { "customer_id" }, "customers", onDelete: ReferentialAction.Cascade);"""] =
            static b => b.AddForeignKeySafely("fk", "orders", ["customer_id"], "customers", onDelete: ReferentialAction.Cascade),
        ["""b.AddCheckConstraintSafely("ck", "orders", "total > 0");"""] = static b => b.AddCheckConstraintSafely("ck", "orders", "total > 0"),
        ["""b.ValidateConstraint("ck", "orders");"""] = static b => b.ValidateConstraint("ck", "orders"),
        ["""b.SetNotNullSafely("note", "orders", schema: "s");"""] = static b => b.SetNotNullSafely("note", "orders", schema: "s"),
        ["""b.DropNotNull("note", "orders");"""] = static b => b.DropNotNull("note", "orders"),
        ["""b.AddUniqueConstraintUsingIndex("uq", "orders", "ix");"""] = static b => b.AddUniqueConstraintUsingIndex("uq", "orders", "ix"),
        ["""b.AddPrimaryKeyUsingIndex("pk", "orders", "ix");"""] = static b => b.AddPrimaryKeyUsingIndex("pk", "orders", "ix"),
        ["""b.SyncColumns("orders", "note", "note_big", "note", newToOld: "note_big", oldDefault: "'x'");"""] =
            static b => b.SyncColumns("orders", "note", "note_big", "note", newToOld: "note_big", oldDefault: "'x'"),
        ["""b.DropColumnSync("orders", "note", "note_big");"""] = static b => b.DropColumnSync("orders", "note", "note_big"),
        ["""b.DropTableSync("orders", "notes", targetSchema: "s");"""] = static b => b.DropTableSync("orders", "notes", targetSchema: "s"),
        ["""b.SwapColumns("orders", "note", "note_big");"""] = static b => b.SwapColumns("orders", "note", "note_big"),
        ["""b.CreateCompatibilityView("purchases", "orders", tableSchema: "s");"""] = static b => b.CreateCompatibilityView("purchases", "orders", tableSchema: "s"),
        ["""b.CreateCompatibilityView("purchases", "orders", new System.Collections.Generic.Dictionary<string, string> { ["id"] = "id", ["remark"] = "note" });"""] =
            static b => b.CreateCompatibilityView("purchases", "orders", new Dictionary<string, string> { ["id"] = "id", ["remark"] = "note" }),
        ["""b.DropCompatibilityView("purchases");"""] = static b => b.DropCompatibilityView("purchases"),
        ["""b.RequireBackfill("fill notes", "orders");"""] = static b => b.RequireBackfill("fill notes", "orders"),
    };

    public static TheoryData<string> Texts => new(Calls.Keys);

    [Fact]
    public void Every_operation_is_known_with_its_parameters() =>
        Assert.Equal(
            from type in Runtime.GetExportedTypes()
            from method in type.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly)
            where method.GetParameters() is [{ ParameterType: var first }, ..] && first == typeof(MigrationBuilder)
            let line = method.Name + " " + string.Join(" ", method.GetParameters().Skip(1).Select(static p => p.Name))
            orderby line
            select line,
            BuilderMethods.Runtime.Select(static m => m.Key + " " + string.Join(" ", Assert.Single(m.Value).Names)).Order());

    [Theory]
    [MemberData(nameof(Texts))]
    public void What_is_read_is_what_runs(string call)
    {
        var builder = new MigrationBuilder("Npgsql.EntityFrameworkCore.PostgreSQL");
        Calls[call](builder);
        Assert.Equal(
            builder.Operations.Select(o => o is SqlOperation sql ? (WithoutGrants(call, sql.Sql), sql.SuppressTransaction) : (o.GetType().Name, true)),
            Read(call).Select(static s => (s.Step.Sql ?? s.Step.Method + "Operation", s.Step.SuppressTransaction)));
    }

    [Fact]
    public void Of_SyncTables_the_trigger_is_read() =>
        Assert.Contains(
            "CREATE TRIGGER zz_orders_notes_sync AFTER INSERT OR UPDATE OR DELETE ON orders ",
            Assert.Single(Read("""b.SyncTables("orders", "notes", ["id"], new System.Collections.Generic.Dictionary<string, string> { ["id"] = "id" });""")).Step.Sql);

    [Theory]
    [InlineData("""b.CreateIndexConcurrently("ix", "orders", ["note"]);""", "MIG1001")]
    [InlineData("""b.CreateIndexConcurrently("ix", "orders", ["note"], unique: true); b.AddUniqueConstraintUsingIndex("uq", "orders", "ix");""", "MIG1009")]
    [InlineData("""b.AddForeignKeySafely("fk", "orders", ["customer_id"], "customers");""", "MIG1004")]
    [InlineData("""b.AddCheckConstraintSafely("ck", "orders", "total > 0");""", "MIG1007")]
    [InlineData("""b.SetNotNullSafely("note", "orders");""", "MIG1008")]
    [InlineData("""b.SwapColumns("orders", "note", "note_big");""", "MIG1206")]
    [InlineData("""b.SyncColumns("orders", "note", "note_big", "note", null);""", "MIG1206")]
    [InlineData("""b.RequireBackfill("fill notes", "orders");""", "MIG1206")]
    [InlineData("""b.RenameTable("orders", newName: "purchases"); b.CreateCompatibilityView("orders", "purchases");""", "MIG2002")]
    public async Task The_safe_form_gives_no_warning(string up, string without)
    {
        var found = await Project(up).AnalyzeAsync();
        Assert.DoesNotContain(found, static d => d.Severity >= DiagnosticSeverity.Warning && d.Id != "MIG2011");
        Assert.DoesNotContain(found, d => d.Id == without || d.Id == "MIG9002");
    }

    /// <summary>What is true of the plain form is true of this one, at the call.</summary>
    [Fact]
    public async Task What_it_does_to_the_running_version_is_told_at_the_call()
    {
        var found = Assert.Single(await Project("""b.SetNotNullSafely("note", "orders");""").AnalyzeAsync(), static d => d.Id == "MIG2011");
        Assert.Equal("SetNotNullSafely", found.Location.SourceTree!.GetText().ToString(found.Location.SourceSpan));
    }

    [Theory]
    [InlineData("""b.SetNotNullSafely("note", System.Environment.MachineName);""")]
    [InlineData("""b.CreateIndexConcurrently(System.Environment.MachineName, "orders", ["note"]);""")]
    public async Task A_name_that_is_not_known_is_told(string up) => Assert.Single(await Project(up).AnalyzeAsync(), static d => d.Id == "MIG9002");

    /// <summary>What a gate waits for does not matter for what it holds back.</summary>
    [Theory]
    [InlineData("\"fill notes\"", "\"orders\"")]
    [InlineData("System.Environment.MachineName", "\"orders\"")]
    [InlineData("\"fill notes\"", "System.Environment.MachineName")]
    public async Task A_gate_makes_its_migration_a_contract_step(string backfill, string table)
    {
        const string Drop = """b.DropColumn("note", "orders"); b.DropTable("customers");""";
        Assert.Contains(await Project(Drop).AnalyzeAsync(), static d => d.Id == "MIG3001");
        var found = await Project($"b.RequireBackfill({backfill}, {table});\n{Drop}").AnalyzeAsync();
        Assert.DoesNotContain(found, static d => d.Id is "MIG2004" or "MIG2005" or "MIG3001" or "MIG3002" or "MIG9002");
    }

    /// <summary>Somebody had such a method before us.</summary>
    [Fact]
    public async Task A_method_of_ones_own_is_run()
    {
        var found = await new TestProject()
            .WithOption("migration_safety.deployed_through", "none")
            .WithUp(Schema, "20240101000000_Before")
            .WithUp("""migrationBuilder.SetNotNullSafely("note", "orders");""", "20240102000000_Change")
            .WithText("/src/Own.cs", """
                static class Own
                {
                    public static void SetNotNullSafely(this Microsoft.EntityFrameworkCore.Migrations.MigrationBuilder b, string column, string table) =>
                        b.Sql($"CREATE INDEX ix ON {table} ({column})");
                }
                """)
            .AnalyzeAsync();
        Assert.Contains(found, static d => d.Id == "MIG1001");
    }

    // Only the database knows them.
    private static string WithoutGrants(string call, string sql) =>
        call.Contains("CreateCompatibilityView", StringComparison.Ordinal) ? sql[..(sql.IndexOf(";\n", StringComparison.Ordinal) + 2)] : sql;

    private static TestProject Project(string up) => new TestProject()
        .WithReferences(References.EfCoreWithNpgsql.Add(MetadataReference.CreateFromFile(Runtime.Location)))
        .WithOption("migration_safety.deployed_through", "none")
        .WithUp(Schema, "20240101000000_Before")
        .WithUp("var b = migrationBuilder;\n" + up, "20240102000000_Change");

    private static ImmutableArray<MigrationStep> Read(string call)
    {
        var tree = Microsoft.CodeAnalysis.CSharp.CSharpSyntaxTree.ParseText(MigrationSource.Of("20240102000000_Change", "var b = migrationBuilder;\n" + call));
        var migration = tree.GetRoot().DescendantNodes().OfType<Microsoft.CodeAnalysis.CSharp.Syntax.ClassDeclarationSyntax>().First();
        return MigrationReader.Read(migration, names: null, default).Steps;
    }
}
