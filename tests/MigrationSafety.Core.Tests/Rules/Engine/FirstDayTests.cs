using MigrationSafety.Core.Options;
using MigrationSafety.Core.Rules;
using Xunit;

namespace MigrationSafety.Core.Tests.Rules.Engine;

public sealed class FirstDayTests
{
    private const string Last = "20260110120000_AddOrders";

    private static readonly Finding Finding = RuleTest.On("CREATE TABLE t (a int)").Migration("CREATE INDEX ix ON t (a)").FindsOne("MIG1001");

    [Theory]
    [InlineData("20251231235959_Init", true)]
    [InlineData(Last, true)]
    [InlineData("20260110120001_Next", false)]
    public void Migrations_up_to_deployed_through_are_history(string id, bool deployed)
    {
        Assert.Equal(deployed, FirstDay.IsDeployed(id, With(Last)));
        Assert.Equal(deployed, FirstDay.IsDeployed(id, With("20260110120000")));
        Assert.False(FirstDay.IsDeployed(id, With("none")));
        Assert.False(FirstDay.IsDeployed(id, With(null)));
    }

    [Theory]
    [InlineData(null, false)]
    [InlineData("none", false)]
    [InlineData("None", false)]
    [InlineData(Last, true)]
    public void Only_an_id_tells_what_is_not_deployed(string? deployedThrough, bool known) =>
        Assert.Equal(known, FirstDay.KnowsUndeployed(With(deployedThrough)));

    [Theory]
    [InlineData(null, true, false, Severity.Warning)]
    [InlineData(null, false, false, Severity.Info)]
    [InlineData(null, false, true, Severity.Warning)]
    [InlineData("none", false, false, Severity.Warning)]
    [InlineData(Last, false, false, Severity.Warning)]
    internal void Older_migrations_are_suggestions_where_nobody_said_anything(
        string? deployedThrough, bool isNewest, bool hasBaseline, Severity severity) =>
        Assert.Equal(severity, FirstDay.SeverityOf(Finding, isNewest, With(deployedThrough), hasBaseline));

    [Theory]
    [InlineData(null, 5, false, true)]
    [InlineData(null, 4, false, false)]
    [InlineData(null, 100, true, false)]
    [InlineData("none", 100, false, false)]
    [InlineData(Last, 100, false, false)]
    public void It_asks_in_a_context_with_many_migrations(string? deployedThrough, int migrations, bool hasBaseline, bool asks) =>
        Assert.Equal(asks, FirstDay.MustAsk(migrations, With(deployedThrough), hasBaseline));

    private static SafetyOptions With(string? deployedThrough) => SafetyOptions.Default with { DeployedThrough = deployedThrough };
}
