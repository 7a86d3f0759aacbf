using System;
using System.Threading.Tasks;
using MigrationSafety.TestServers;
using Npgsql;
using Xunit;

namespace MigrationSafety.Locks.Tests.Servers;

public sealed class PostgresServerTests
{
    [Theory]
    [MemberData(nameof(TestedMajors.Data), MemberType = typeof(TestedMajors))]
    public async Task Every_selected_major_starts_once_and_creates_databases(int major)
    {
        var server = await PostgresServer.StartAsync(major);
        Assert.Same(server, await PostgresServer.StartAsync(major));

        await using var database = await server.CreateDatabaseAsync();
        await using var connection = await database.OpenAsync();
        await using var command = new NpgsqlCommand("SELECT current_setting('server_version_num')::int / 10000", connection);
        Assert.Equal(major, await command.ExecuteScalarAsync());
    }

    [Fact]
    public async Task A_server_that_is_not_installed_names_the_remedy()
    {
        var error = await Assert.ThrowsAsync<PostgresServerException>(() => PostgresServer.StartAsync(9));
        Assert.Contains("bash build/setup.sh", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, "12,15,18")]
    [InlineData("13, 14", "13,14")]
    [InlineData("all", "10,11,12,13,14,15,16,17,18")]
    public void Versions_are_read_from_a_list(string? text, string expected) =>
        Assert.Equal(expected, string.Join(",", TestedMajors.Parse(text)));

    [Theory]
    [InlineData("9")]
    [InlineData("twelve")]
    [InlineData(",")]
    public void Unknown_versions_are_refused(string text) =>
        Assert.Throws<FormatException>(() => TestedMajors.Parse(text));
}
