using System.Linq;
using MigrationSafety.Core.Sql;
using MigrationSafety.Core.State;
using Xunit;

namespace MigrationSafety.Core.Tests.Sql;

public sealed class SqlPrecheckTests
{
    [Theory]
    [InlineData("UPDATE t SET a = 1", 1)]
    [InlineData("-- why\n insert into t values ('; DROP TABLE t'); /* ; */ Delete From t;", 3)]
    [InlineData("UPDATE t SET a = $$;CREATE$$", 1)]
    public void Rows_alone_are_changed(string sql, int atMost)
    {
        Assert.True(SqlPrecheck.OnlyChangesRows(sql, out var statements));
        Assert.Equal(atMost, statements);
        var reading = SqlReader.Read(sql);
        Assert.InRange(reading.StatementCount, 1, atMost);
        Assert.Same(SchemaState.Empty, reading.Changes.Aggregate(SchemaState.Empty, static (state, change) => state.Apply(change)));
    }

    [Theory]
    [InlineData("UPDATE t SET a = 1; DROP TABLE t")]
    [InlineData("WITH x AS (SELECT 1) SELECT * INTO t FROM x")]
    [InlineData("SELECT set_config('lock_timeout', '1s', false)")]
    [InlineData("INSERT INTO t SELECT set_config('lock_timeout', '1s', false)")]
    [InlineData("INSERT INTO t SELECT \"set_config\"('lock_timeout', '1s', false)")]
    [InlineData("(INSERT INTO t VALUES (1))")]
    [InlineData("DO $$ BEGIN UPDATE t SET a = 1; END $$")]
    [InlineData("\"update\" t")]
    [InlineData("updates t")]
    public void More_may_be_changed(string sql) => Assert.False(SqlPrecheck.OnlyChangesRows(sql, out _));
}
