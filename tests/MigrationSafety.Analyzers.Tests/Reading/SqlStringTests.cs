using System.Linq;
using Xunit;

namespace MigrationSafety.Analyzers.Tests.Reading;

/// <summary>Where the SQL of a migration can come from.</summary>
public sealed class SqlStringTests
{
    [Theory]
    [InlineData("""migrationBuilder.Sql("A");""", "A")]
    [InlineData("""migrationBuilder.Sql(sql: "A", suppressTransaction: true);""", "A")]
    [InlineData("""migrationBuilder.Sql(suppressTransaction: true, sql: "A");""", "A")]
    [InlineData("""migrationBuilder.Sql(("A"));""", "A")]
    [InlineData("""migrationBuilder.Sql((string)"A");""", "A")]
    [InlineData("""migrationBuilder.Sql("A"!);""", "A")]
    [InlineData("""const string a = "A"; migrationBuilder.Sql(a + "B" + 'C' + 1 + -2);""", "ABC1-2")]
    [InlineData("""var a = "A"; migrationBuilder.Sql($"{a}{nameof(String)}");""", "AString")]
    [InlineData("""var a = "A"; a += "B"; migrationBuilder.Sql(a);""", "AB")]
    [InlineData("""string a; a = "A"; migrationBuilder.Sql(a);""", "A")]
    [InlineData("""var (a, b) = ("A", "B"); migrationBuilder.Sql(a + b);""", "AB")]
    [InlineData("""migrationBuilder.Sql(string.Join(", ", "A", "B"));""", "A, B")]
    [InlineData("""migrationBuilder.Sql(string.Join(", ", new[] { "a", "b" }.Select(x => "[" + x + "]")));""", "[a], [b]")]
    [InlineData("""migrationBuilder.Sql(string.Format("{0} {{}} {1}", "A", 5));""", "A {} 5")]
    [InlineData("""migrationBuilder.Sql("  A ".Trim());""", "A")]
    [InlineData("""migrationBuilder.Sql("xay".Replace("a", "B"));""", "xBy")]
    [InlineData("""migrationBuilder.Sql(true ? "A" : "B");""", "A")]
    [InlineData("""migrationBuilder.Sql(migrationBuilder.IsNpgsql() ? "A" : "B");""", "A")]
    [InlineData("""migrationBuilder.Sql(migrationBuilder.ActiveProvider switch { "Npgsql.EntityFrameworkCore.PostgreSQL" => "A", _ => "B" });""", "A")]
    [InlineData("""var sb = new StringBuilder(); sb.AppendLine("A"); sb.Append("B").Append("C"); migrationBuilder.Sql(sb.ToString());""", "A\nBC")]
    [InlineData("""string Make(string x = "A") => x + "!"; migrationBuilder.Sql(Make());""", "A!")]
    [InlineData("""Func<string, string> make = x => x + "!"; migrationBuilder.Sql(make("A"));""", "A!")]
    [InlineData("""string? none = null; migrationBuilder.Sql(none ?? "A");""", "A")]
    [InlineData("""if (string.IsNullOrEmpty("")) migrationBuilder.Sql("A");""", "A")]
    [InlineData("""migrationBuilder.Sql(new[] { "A", "B" }[1]);""", "B")]
    [InlineData("""var map = new Dictionary<string, string> { ["k"] = "A" }; migrationBuilder.Sql(map["k"]);""", "A")]
    public void A_constant_text_is_known(string up, string sql) => Assert.Equal([sql], MigrationText.Steps(up));

    [Theory]
    [InlineData("""const string Text = "A";""")]
    [InlineData("""private static readonly string Text = "A";""")]
    [InlineData("""private readonly string Text = "A";""")]
    [InlineData("""private static string Text => "A";""")]
    [InlineData("""private static string Text { get; } = "A";""")]
    [InlineData("""private static string Text { get { return "A"; } }""")]
    public void A_member_without_state_is_known(string member) =>
        Assert.Equal(["A"], MigrationText.Steps("migrationBuilder.Sql(Text);", member));

    [Theory]
    [InlineData("""private static string Text = "A";""")]
    [InlineData("""private static string Text { get; set; } = "A";""")]
    [InlineData("""private static readonly string Text;""")]
    public void A_member_that_may_change_is_not_known(string member) =>
        Assert.Equal(["?Text"], MigrationText.Steps("migrationBuilder.Sql(Text);", member));

    [Theory]
    [InlineData("migrationBuilder.Sql(Environment.GetEnvironmentVariable(\"X\"));", "Environment.GetEnvironmentVariable(\"X\")")]
    [InlineData("migrationBuilder.Sql($\"DROP TABLE {DateTime.Now}\");", "DateTime.Now")]
    [InlineData("migrationBuilder.Sql($\"A {1:000}\");", "1")]
    [InlineData("foreach (var x in Directory.GetFiles(\".\")) migrationBuilder.Sql(x);", "Directory.GetFiles(\".\")")]
    public void What_only_running_tells_is_named(string up, string part) =>
        Assert.Equal(["?" + part], MigrationText.Steps(up));

    [Fact]
    public void Suppress_transaction_is_read_wherever_it_stands()
    {
        var steps = MigrationText.Read("""
            migrationBuilder.Sql("A", true);
            migrationBuilder.Sql(suppressTransaction: true, sql: "B");
            const bool outside = true;
            migrationBuilder.Sql("C", suppressTransaction: outside);
            migrationBuilder.Sql("D", suppressTransaction: false);
            migrationBuilder.Sql("E");
            """).Steps;
        Assert.Equal([true, true, true, false, false], steps.Select(static step => step.Step.SuppressTransaction));
    }

    [Fact]
    public void Sql_of_a_nested_type_and_of_another_type_of_the_file_is_known() =>
        Assert.Equal(
            ["A", "B"],
            MigrationText.Steps(
                "migrationBuilder.Sql(Scripts.First); migrationBuilder.Sql(Scripts.Inner.Second);",
                """static class Scripts { public const string First = "A"; public static class Inner { public const string Second = "B"; } }"""));

    [Theory]
    [InlineData("""migrationBuilder.Sql(File.ReadAllText("Sql/x.sql"));""", "file Sql/x.sql")]
    [InlineData("""migrationBuilder.Sql(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Sql", "x.sql")));""", "file /Sql/x.sql")]
    [InlineData("""var path = Path.Combine("Sql", "x.sql"); migrationBuilder.Sql(File.ReadAllText(path));""", "file Sql/x.sql")]
    [InlineData("""
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("Shop.Sql.x.sql");
        using var reader = new StreamReader(stream!);
        migrationBuilder.Sql(reader.ReadToEnd());
        """, "file Shop.Sql.x.sql")]
    [InlineData("""
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("Shop.Sql.x.sql")
            ?? throw new InvalidOperationException("missing");
        using StreamReader reader = new(stream);
        string sql = reader.ReadToEnd();
        migrationBuilder.Sql(sql);
        """, "file Shop.Sql.x.sql")]
    [InlineData("""migrationBuilder.Sql(Load("x.sql"));""", "file .Sql.x.sql")]
    public void Sql_of_a_file_is_known_by_its_name(string up, string file) =>
        Assert.Equal([file], MigrationText.Steps(up, """
            private static string Load(string name)
            {
                var assembly = typeof(M20240101000000_Change).Assembly;
                using (var stream = assembly.GetManifestResourceStream($"{assembly.GetName().Name}.Sql.{name}"))
                using (var reader = new StreamReader(stream))
                {
                    return reader.ReadToEnd();
                }
            }
            """));
}
