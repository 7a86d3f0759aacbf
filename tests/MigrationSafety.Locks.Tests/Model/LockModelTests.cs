using System;
using System.Linq;
using System.Threading.Tasks;
using MigrationSafety.Locks.Tests.Cases;
using MigrationSafety.Locks.Tests.Measurement;
using Xunit;

namespace MigrationSafety.Locks.Tests.Model;

public sealed class LockModelTests
{
    [Theory]
    [MemberData(nameof(LockCases.Data), MemberType = typeof(LockCases))]
    public async Task The_lock_model_says_what_the_server_does(int major, string id)
    {
        var @case = LockCases.Find(id);
        var measured = await MeasuredServer.OutcomeAsync(major, @case);
        var model = ModelOutcome.Of(@case, major, measured.Existing.Values.ToDictionary(row => row.Name));

        Assert.True(Agreement.Is(@case, measured, model), Both(@case, major, measured, model));
    }

    private static string Both(LockCase @case, int major, CaseOutcome measured, CaseOutcome model) => string.Join(
        Environment.NewLine,
        @case.Setup is null ? "" : $"after {@case.Setup}",
        $"{@case.Session}{@case.Sql}",
        $"PostgreSQL {major}:",
        Indent(measured),
        "the lock model:",
        Indent(model));

    private static string Indent(CaseOutcome outcome) => "    " + outcome.ToString().ReplaceLineEndings(Environment.NewLine + "    ");
}
