using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using MigrationSafety.Locks.Tests.Cases;
using MigrationSafety.Locks.Tests.Measurement;
using MigrationSafety.Locks.Tests.Servers;
using MigrationSafety.TestServers;
using Xunit;

namespace MigrationSafety.Locks.Tests.Table;

public sealed class LocksTableTests
{
    private static readonly string Page = Path.Combine(PostgresInstallation.RepositoryRoot(), "docs", "locks.md");

    [Fact]
    public async Task The_committed_table_says_what_the_servers_do()
    {
        var measured = new Dictionary<(string Id, int Major), string>();
        foreach (var major in TestedMajors.Selected)
        {
            foreach (var @case in LockCases.For(major))
            {
                measured.Add((@case.Id, major), OutcomeText.Of(await MeasuredServer.OutcomeAsync(major, @case)));
            }
        }

        if (Environment.GetEnvironmentVariable("MIGRATION_SAFETY_WRITE_LOCKS") == "1")
        {
            Assert.Equal(TestedMajors.Known, TestedMajors.Selected);
            await File.WriteAllTextAsync(Page, LocksTable.Write(measured));
        }

        var committed = LocksTable.Read(await File.ReadAllTextAsync(Page));
        var differences = measured
            .Where(cell => committed.GetValueOrDefault(cell.Key) != cell.Value)
            .Select(cell => $"{cell.Key.Id} on {cell.Key.Major}\n  measured:  {cell.Value}\n  committed: {committed.GetValueOrDefault(cell.Key) ?? "(no row)"}");
        Assert.Empty(differences);
    }

    [Fact]
    public async Task The_committed_table_has_exactly_the_cases_and_majors_of_the_suite()
    {
        var expected = TestedMajors.Known.SelectMany(major => LockCases.For(major).Select(@case => (@case.Id, major))).ToHashSet();
        var committed = LocksTable.Read(await File.ReadAllTextAsync(Page)).Keys;
        Assert.Empty(expected.Except(committed));
        Assert.Empty(committed.Except(expected));
    }
}
