using MigrationSafety.Core.Sql;
using MigrationSafety.Core.State;
using Xunit;

namespace MigrationSafety.Core.Tests.State;

/// <summary>The schema that a DDL text leaves.</summary>
internal static class StateOf
{
    public static SchemaState Ddl(string sql)
    {
        var reading = SqlReader.Read(sql);
        Assert.Null(reading.Error);
        return Explainer.Fold(SchemaState.Empty, reading.Changes);
    }
}
