using System.Linq;
using MigrationSafety.Core.Changes;
using MigrationSafety.Core.Sql;
using MigrationSafety.Core.State;
using Xunit;

namespace MigrationSafety.Core.Tests.State;

/// <summary>The values of an enum over a chain of migrations.</summary>
public sealed class EnumStateTests
{
    [Theory]
    [InlineData("create type mood as enum ('sad', 'ok')", "sad,ok")]
    [InlineData("create type mood as enum ('sad'); alter type mood add value 'glad'; alter type mood add value if not exists 'glad'", "sad,glad")]
    [InlineData("create type mood as enum ('sad'); alter type mood rename value 'sad' to 'blue'", "blue")]
    [InlineData("create type m as enum ('sad'); alter type m rename to mood", "sad")]
    [InlineData("alter type mood add value 'glad'", "glad")]
    public void Values_are_known_from_the_chain(string sql, string labels) =>
        Assert.Equal(labels, string.Join(',', After(sql).Enums[new QualifiedName(null, "mood")].Labels));

    [Fact]
    public void A_dropped_enum_is_gone() => Assert.Empty(After("create type mood as enum ('sad'); drop type mood").Enums);

    private static SchemaState After(string sql) =>
        SqlReader.Read(sql).Changes.Aggregate(SchemaState.Empty, static (state, change) => state.Apply(change));
}
