using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using MigrationSafety.Analyzers.Tests.Lowering;
using MigrationSafety.Verification;
using Xunit;

namespace MigrationSafety.Analyzers.Tests.Fuzzing;

/// <summary>Broken migrations give a diagnostic or silence, never an exception: AD0001 would switch the analyzer off.</summary>
public sealed class FuzzTests
{
    private const int Batches = 40;
    private const int InBatch = 250;

    private static readonly IReadOnlyList<string> Bodies =
    [
        .. MigrationSamples.All.Select(static sample => sample.Up),
        """"
        const string name = "ix"; var tables = new[] { "a", "b" };
        foreach (var t in tables) { migrationBuilder.Sql($"CREATE INDEX {name}_{t} ON {t} (id)"); }
        migrationBuilder.Sql("""
            ALTER TABLE orders ADD CONSTRAINT c CHECK (a > 0);
            DO $$ BEGIN EXECUTE 'DROP INDEX x'; END $$;
            """, suppressTransaction: true);
        if (migrationBuilder.IsSqlServer()) { return; }
        Helper(migrationBuilder, table: "orders");
        void Helper(MigrationBuilder b, string table) => b.DropIndex(name: "ix_" + table, table: table);
        migrationBuilder.Sql(File.ReadAllText(Path.Combine("Sql", "x.sql")));
        var sb = new StringBuilder(); sb.AppendLine("SELECT 1;").Append(string.Join(",", tables)); migrationBuilder.Sql(sb.ToString());
        """",
    ];

    public static IEnumerable<object[]> Seeds() => Enumerable.Range(0, Batches).Select(static seed => new object[] { seed });

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Mutated_migrations_never_make_the_analyzer_fail(int seed)
    {
        var mutator = new Mutator(new Random(seed), Bodies);
        Assert.DoesNotContain(await AnalyzeAsync(seed, mutator.Mutate), IsFailure);
    }

    [Fact]
    public async Task The_same_migrations_undamaged_are_judged()
    {
        var found = await AnalyzeAsync(seed: 0, static text => text);
        Assert.DoesNotContain(found, IsFailure);
        Assert.True(found.Length > InBatch / 4, $"Only {found.Length} findings: the damaged ones are hardly read at all.");
    }

    private static bool IsFailure(Diagnostic diagnostic) =>
        diagnostic.Id == "AD0001" || diagnostic.GetMessage().Contains("defect of MigrationSafety", StringComparison.Ordinal);

    private static async Task<ImmutableArray<Diagnostic>> AnalyzeAsync(int seed, Func<string, string> damage)
    {
        var random = new Random(seed + 1_000);
        var project = new TestProject().AllowingErrors().WithSql("/src/Sql/x.sql", "DROP TABLE t;", metadata: "used");
        for (var i = 0; i < InBatch; i++)
        {
            var id = $"2024010100{i:0000}_M";
            project.WithText($"/src/Migrations/{id}.cs", damage(MigrationSource.Of(id, Bodies[random.Next(Bodies.Count)])));
        }

        return await project.AnalyzeAsync();
    }
}
