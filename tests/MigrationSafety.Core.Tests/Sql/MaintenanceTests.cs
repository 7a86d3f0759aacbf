using Xunit;

namespace MigrationSafety.Core.Tests.Sql;

public sealed class MaintenanceTests
{
    [Theory]
    [InlineData("vacuum full t",
        "Vacuum Tables=[t] Full")]
    [InlineData("vacuum (full, analyze) s.t, u",
        "Vacuum Tables=[s.t, u] Full")]
    [InlineData("vacuum (full false) t",
        "Vacuum Tables=[t]")]
    [InlineData("vacuum (full 0, verbose) t",
        "Vacuum Tables=[t]")]
    [InlineData("vacuum",
        "Vacuum")]
    [InlineData("analyze t (a,b)",
        "Analyze Tables=[t]")]
    [InlineData("analyze",
        "Analyze")]
    [InlineData("cluster t using ix",
        "Cluster Table=t")]
    [InlineData("cluster",
        "Cluster")]
    [InlineData("truncate only t, s.u restart identity cascade",
        "Truncate Tables=[t, s.u] Only=[t] Cascade")]
    [InlineData("truncate t",
        "Truncate Tables=[t]")]
    [InlineData("lock table only t, u in share mode nowait",
        "LockTable Tables=[t, u] Only=[t] Mode=Share")]
    [InlineData("lock t",
        "LockTable Tables=[t] Mode=AccessExclusive")]
    [InlineData("lock t in access share mode",
        "LockTable Tables=[t] Mode=AccessShare")]
    [InlineData("lock t in share update exclusive mode",
        "LockTable Tables=[t] Mode=ShareUpdateExclusive")]
    [InlineData("lock t in share row exclusive mode",
        "LockTable Tables=[t] Mode=ShareRowExclusive")]
    [InlineData("lock table \"__EFMigrationsHistory\" in access exclusive mode",
        "LockTable Tables=[__EFMigrationsHistory] Mode=AccessExclusive")]
    public void Maintenance_tells_its_tables_and_what_decides_the_lock(string sql, params string[] changes) =>
        Assert.Equal(changes, ChangeText.Of(sql));
}
