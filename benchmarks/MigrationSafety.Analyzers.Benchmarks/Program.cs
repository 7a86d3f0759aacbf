using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using MigrationSafety.Analyzers.Benchmarks.Generation;
using MigrationSafety.Analyzers.Benchmarks.Measuring;

namespace MigrationSafety.Analyzers.Benchmarks;

/// <summary>
/// usage: MigrationSafety.Analyzers.Benchmarks [FEED [MIGRATIONS]]: measures the packed analyzer of a feed and prints tables in Markdown.
/// run.sh beside this file prepares what it needs.
/// </summary>
internal static class Program
{
    private const int Builds = 5;

    private static async Task<int> Main(string[] arguments)
    {
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        var feed = Path.GetFullPath(arguments.Length > 0 ? arguments[0] : "artifacts/package/release");
        var migrations = arguments.Length > 1 ? int.Parse(arguments[1], CultureInfo.InvariantCulture) : 1_000;
        var squawk = Path.GetFullPath("benchmarks/MigrationSafety.Analyzers.Benchmarks/node_modules/@squawk-cli/linux-x64/bin/squawk");
        if (!File.Exists(Path.Combine(feed, "MigrationSafety.Analyzers.0.1.0.nupkg")) || !File.Exists(squawk))
        {
            await Console.Error.WriteLineAsync("The package or squawk is missing. Run: bash benchmarks/MigrationSafety.Analyzers.Benchmarks/run.sh");
            return 1;
        }

        var work = Directory.CreateTempSubdirectory("migration-safety-benchmark-").FullName;
        try
        {
            Console.WriteLine($"{migrations} classes, {GeneratedModel.Tables.Count} tables, {Environment.ProcessorCount} processors\n");
            Console.WriteLine($"| project | deployed_through | compiler, median of {Builds} | this analyzer (s) | NetAnalyzers (s) | ratio | ratios of the builds |\n|---|---|---|---|---|---|---|");
            var plain = new GeneratedProject(Path.Combine(work, "plain"), feed).WithMigrations(migrations, designers: false);
            var designers = new GeneratedProject(Path.Combine(work, "designers"), feed).WithMigrations(migrations, designers: true);
            PrintBuild("without Designers", plain, "not set");
            PrintBuild("with Designers", designers, "not set");
            PrintBuild("without EF Core", new GeneratedProject(Path.Combine(work, "other"), feed).WithoutEfCore(migrations), "not set");
            PrintBuild("without Designers", plain, "none", "-p:MigrationSafetyDeployedThrough=none");
            PrintBuild("with Designers", designers, "none", "-p:MigrationSafetyDeployedThrough=none");

            var analyzers = PackedAnalyzers.Load(feed, Path.Combine(work, "package"));
            var edit = await EditMeasurement.RunAsync(analyzers, migrations, edits: 101);
            Console.WriteLine("\n| one edited migration, warm | ms |\n|---|---|");
            Console.WriteLine($"| first analysis of the migration | {edit.First:F1} |");
            Console.WriteLine($"| this analyzer's part of the call, as the compiler counts it: median of 101 edits | {edit.Own:F2} |");
            Console.WriteLine($"| 95th percentile | {edit.Own95:F2} |");
            Console.WriteLine($"| the whole call: median | {edit.Median:F2} |");
            Console.WriteLine($"| 95th percentile | {edit.Percentile95:F2} |");
            Console.WriteLine($"| the same call with an analyzer that does nothing: median | {edit.Nothing:F2} |");
            Console.WriteLine($"| findings in it | {edit.Findings} |");

            var sql = await SquawkMeasurement.RunAsync(analyzers, squawk, Path.Combine(work, "sql"), migrations);
            Console.WriteLine($"\n| the same SQL in {migrations} files | ms | to squawk | findings |\n|---|---|---|---|");
            Console.WriteLine($"| squawk, a process of its own | {sql.Squawk:F0} | 1.00 | {sql.SquawkFindings} |");
            Console.WriteLine($"| this analyzer, first run in its process | {sql.Cold:F0} | {sql.Cold / sql.Squawk:F2} | {sql.Findings} |");
            Console.WriteLine($"| this analyzer, second run | {sql.Warm:F0} | {sql.Warm / sql.Squawk:F2} | {sql.Findings} |");
            return 0;
        }
        finally
        {
            Directory.Delete(work, recursive: true);
        }
    }

    private static void PrintBuild(string name, GeneratedProject project, string deployedThrough, params string[] properties)
    {
        var (cold, warm) = BuildMeasurement.Run(project, Builds, properties);
        Print("cold", cold);
        Print("warm", warm);

        void Print(string compiler, AnalyzerTimes[] builds)
        {
            var ratios = string.Join(", ", builds.Select(static build => build.Ratio.ToString("F3", CultureInfo.InvariantCulture)));
            Console.WriteLine(
                $"| {name} | {deployedThrough} | {compiler} | {Median(builds, static build => build.Ours):F3} | {Median(builds, static build => build.NetAnalyzers):F3} "
                + $"| {Median(builds, static build => build.Ratio):F3} | {ratios} |");
        }
    }

    private static double Median(AnalyzerTimes[] builds, Func<AnalyzerTimes, double> value) => builds.Select(value).Order().ElementAt(builds.Length / 2);
}
