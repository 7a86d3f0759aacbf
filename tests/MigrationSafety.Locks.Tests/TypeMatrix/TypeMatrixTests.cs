using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using MigrationSafety.Locks.Tests.Servers;
using Xunit;

namespace MigrationSafety.Locks.Tests.TypeMatrix;

/// <summary>
/// ALTER COLUMN TYPE from every type to every type, with and without USING, and with everything that may depend on the column:
/// does the table get a new file, is it read, which indexes are built anew, is the other side of a foreign key locked, does it fail?
/// </summary>
public sealed class TypeMatrixTests
{
    private const string NotUtc = "Europe/Berlin";
    private const int Told = 60;

    [Theory]
    [MemberData(nameof(TestedMajors.Data), MemberType = typeof(TestedMajors))]
    public async Task Every_pair_of_types_costs_what_the_model_says(int major)
    {
        await using var server = await MatrixServer.StartAsync(major);
        var types = MatrixTypes.Of(major);
        var differences = new List<string>();
        var succeeded = await PlainAsync(server, major, types, NotUtc, differences);
        await PlainAsync(server, major, MatrixTypes.Timestamps, "UTC", differences);
        Tell(differences, major);
        Assert.True(succeeded.Count > 1000, $"only {succeeded.Count} changes without USING succeeded on {major}");
    }

    [Theory]
    [MemberData(nameof(TestedMajors.Data), MemberType = typeof(TestedMajors))]
    public async Task Every_dependent_does_what_the_model_says(int major)
    {
        await using var server = await MatrixServer.StartAsync(major);
        var types = MatrixTypes.Of(major);
        var differences = new List<string>();
        foreach (var dependent in Enum.GetValues<Dependent>().Where(d => d != Dependent.None))
        {
            var changes = 0;
            foreach (var (number, from) in types.Index())
            {
                var table = MatrixTable.Of(number, from, dependent);
                var targets = types.Where(to => MatrixTable.IsTried(dependent, to) && NeedsNoUsing(from, to, major)).ToList();
                if (MatrixTable.IsTried(dependent, from) && await server.CreateAsync(table))
                {
                    await CompareAsync(server, major, NotUtc, [.. targets.Select(to => Change(table, from, to, ""))], differences);
                    if (MatrixTypes.Timestamps.Contains(from))
                    {
                        await CompareAsync(server, major, "UTC", [.. MatrixTypes.Timestamps.Where(targets.Contains).Select(to => Change(table, from, to, ""))], differences);
                    }

                    changes += targets.Count;
                }
            }

            Assert.True(changes > 500 || (dependent == Dependent.GeneratedColumn && major < 12) || (dependent == Dependent.IncludedColumn && major < 11),
                $"only {changes} changes with {dependent} on {major}");
        }

        Tell(differences, major);
    }

    // The other test proves that the model knows.
    private static bool NeedsNoUsing(string from, string to, int major)
    {
        var plain = MatrixTable.Of(0, from, Dependent.None);
        return MatrixModel.Answer(Change(plain, from, to, ""), MatrixModel.Before(plain, NotUtc), major).SqlState is null;
    }

    /// <summary>All pairs on tables with nothing but the column; gives those that need no USING.</summary>
    private static async Task<HashSet<(string From, string To)>> PlainAsync(
        MatrixServer server, int major, IReadOnlyList<string> types, string timeZone, List<string> differences)
    {
        var succeeded = new HashSet<(string, string)>();
        foreach (var (number, from) in types.Index())
        {
            var table = MatrixTable.Of(number, from, Dependent.None) is var named && timeZone == NotUtc
                ? named
                : new MatrixTable("zoned" + number, $"CREATE TABLE zoned{number} (c {from});");
            Assert.True(await server.CreateAsync(table), $"{from} is no type of {major}");
            var plain = types.Select(to => Change(table, from, to, "")).ToList();
            var cast = types.Select(to => Change(table, from, to, $" USING c::{to}")).ToList();
            var answers = await CompareAsync(server, major, timeZone, [.. plain, .. cast], differences);
            succeeded.UnionWith(answers.Take(plain.Count).Where(a => a.Answer.SqlState is null).Select(a => (a.Statement.From, a.Statement.To)));
        }

        return succeeded;
    }

    private static MatrixStatement Change(MatrixTable table, string from, string to, string cast) =>
        new(table, from, to, $"ALTER TABLE {table.Name} ALTER COLUMN c TYPE {to}{cast}");

    private static async Task<List<(MatrixStatement Statement, MatrixAnswer Answer)>> CompareAsync(
        MatrixServer server, int major, string timeZone, IReadOnlyList<MatrixStatement> statements, List<string> differences)
    {
        var answers = statements.Zip(await server.RunAsync(timeZone, statements)).ToList();
        if (statements.Count > 0)
        {
            var before = MatrixModel.Before(statements[0].Table, timeZone);
            foreach (var (statement, measured) in answers)
            {
                var model = MatrixModel.Answer(statement, before, major);

                // The schema is known, so nothing is left to assume.
                if (Normal(statement, measured) != Normal(statement, model) || (model.SqlState is null && model.Message is not null))
                {
                    differences.Add($"{statement.From} -> {statement.Sql} ({timeZone})\n    {major}:   {measured}\n    model: {model}");
                }
            }
        }

        return answers;
    }

    // A rewrite reads every row, and an index build does. A referenced table's keys are read from its index or from itself, as the
    // planner likes. How the error is worded is not compared.
    private static MatrixAnswer Normal(MatrixStatement statement, MatrixAnswer answer) => answer with
    {
        Message = null,
        Scans = answer.Scans || answer.Rewrites || answer.RebuildsIndex,
        ScansPartner = answer.ScansPartner && statement.Table.Dependent == Dependent.Referenced,
    };

    private static void Tell(List<string> differences, int major) => Assert.True(
        differences.Count == 0,
        $"{differences.Count} answers of PostgreSQL {major} differ from the lock model; the first:\n" + string.Join("\n", differences.Take(Told)));
}
