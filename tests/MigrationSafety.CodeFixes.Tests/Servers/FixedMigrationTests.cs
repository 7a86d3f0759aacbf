using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using MigrationSafety.TestServers;
using Xunit;

namespace MigrationSafety.CodeFixes.Tests.Servers;

/// <summary>Original and fixed migration, run by EF Core on a server: the same schema, also after a stop anywhere.</summary>
public sealed class FixedMigrationTests
{
    private const int Main = 15;

    /// <summary>All samples on 15; those whose recipe or result depends on the version on the oldest and newest too.</summary>
    public static TheoryData<string, int> Samples
    {
        get
        {
            var data = new TheoryData<string, int>();
            foreach (var sample in FixSample.All)
            {
                var others = sample.Name.Contains("NOT NULL") || sample.Name is "AlterColumn" or "Foreign key on a partitioned table";
                foreach (var major in new[] { 12, Main, 18 }.Where(m => m >= sample.Since && (others || m == Main)))
                {
                    data.Add(sample.Name, major);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public async Task It_ends_in_the_same_schema_wherever_it_stopped_on_the_way(string name, int major)
    {
        var sample = FixSample.Find(name);
        var original = CompiledMigration.Of(sample.Source);
        var changed = await sample.FixAsync(major);

        var expected = await RunAsync(major, database => original.Up(database.ConnectionString));
        Assert.Equal(expected, await RunAsync(major, database => changed.Up(database.ConnectionString)));

        StoppedAt stop;
        var command = 0;
        do
        {
            stop = new StoppedAt(command++);
            var afterStop = await RunAsync(major, database => UpTwice(changed, database, stop));
            Assert.Equal(expected, afterStop);
        }
        while (stop.HasStopped);
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public async Task Down_takes_it_back(string name, int major)
    {
        var sample = FixSample.Find(name);
        var changed = await sample.FixAsync(major);

        var expected = await RunAsync(major, UpAndDown(CompiledMigration.Of(sample.Source)));
        Assert.Equal(expected, await RunAsync(major, UpAndDown(changed)));
    }

    private static Action<TestDatabase> UpAndDown(CompiledMigration migration) => database =>
    {
        migration.Up(database.ConnectionString);
        migration.Down(database.ConnectionString);
    };

    private static void UpTwice(CompiledMigration migration, TestDatabase database, StoppedAt stop)
    {
        try
        {
            migration.Up(database.ConnectionString, stop);
        }
        catch (StoppedException)
        {
            migration.Up(database.ConnectionString);
        }
    }

    private static async Task<IReadOnlyList<string>> RunAsync(int major, Action<TestDatabase> run)
    {
        await using var database = await BaseDatabase.CopyAsync(major);
        run(database);
        return await CatalogSnapshot.TakeAsync(database);
    }
}
