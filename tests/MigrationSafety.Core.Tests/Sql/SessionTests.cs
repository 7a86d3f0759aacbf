using Xunit;

namespace MigrationSafety.Core.Tests.Sql;

public sealed class SessionTests
{
    [Theory]
    [InlineData("set lock_timeout='5s'",
        "SetParameter Name=lock_timeout Value=5s")]
    [InlineData("set local Lock_Timeout = 5000",
        "SetParameter Name=lock_timeout Value=5000 IsLocal")]
    [InlineData("set session lock_timeout to default",
        "SetParameter Name=lock_timeout")]
    [InlineData("set time zone 'UTC'",
        "SetParameter Name=timezone Value=UTC")]
    [InlineData("set time zone interval '1' hour to minute",
        "SetParameter Name=timezone Value=1")]
    [InlineData("set search_path = a, b",
        "SetParameter Name=search_path Value=a, b")]
    [InlineData("reset lock_timeout",
        "SetParameter Name=lock_timeout")]
    [InlineData("reset all",
        "SetParameter Name=all")]
    [InlineData("set role bob",
        "SetParameter Name=role Value=bob")]
    [InlineData("set transaction isolation level serializable, read only",
        "SetParameter Name=transaction_isolation Value=serializable IsLocal",
        "SetParameter Name=transaction_read_only Value=1 IsLocal")]
    [InlineData("set session characteristics as transaction isolation level repeatable read",
        "SetParameter Name=transaction_isolation Value=repeatable read")]
    public void Parameters_keep_name_value_and_scope(string sql, params string[] changes) =>
        Assert.Equal(changes, ChangeText.Of(sql));

    [Theory]
    [InlineData("begin",
        "TransactionControl Kind=Begin")]
    [InlineData("start transaction isolation level serializable",
        "TransactionControl Kind=Begin")]
    [InlineData("commit",
        "TransactionControl Kind=Commit")]
    [InlineData("end",
        "TransactionControl Kind=Commit")]
    [InlineData("rollback",
        "TransactionControl Kind=Rollback")]
    [InlineData("abort",
        "TransactionControl Kind=Rollback")]
    [InlineData("savepoint a",
        "TransactionControl Kind=Savepoint")]
    [InlineData("release savepoint a",
        "TransactionControl Kind=Savepoint")]
    [InlineData("rollback to a",
        "TransactionControl Kind=Savepoint")]
    [InlineData("prepare transaction 'x'",
        "TransactionControl Kind=Commit")]
    [InlineData("commit prepared 'x'",
        "OtherStatement Node=TransactionStmt NotInTransaction")]
    [InlineData("commit and chain",
        "TransactionControl Kind=Commit")]
    public void Transaction_control_is_told_by_kind(string sql, params string[] changes) =>
        Assert.Equal(changes, ChangeText.Of(sql));
}
