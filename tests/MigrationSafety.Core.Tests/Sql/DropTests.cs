using Xunit;

namespace MigrationSafety.Core.Tests.Sql;

public sealed class DropTests
{
    [Theory]
    [InlineData("drop table if exists a, s.b cascade",
        "DropTable Table=a TableIfExists Cascade",
        "DropTable Table=s.b TableIfExists Cascade")]
    [InlineData("drop table \"Orders\"",
        "DropTable Table=Orders")]
    [InlineData("drop view v",
        "DropObject Kind=View Name=v")]
    [InlineData("drop materialized view v",
        "DropObject Kind=MaterializedView Name=v")]
    [InlineData("drop sequence v",
        "DropObject Kind=Sequence Name=v")]
    [InlineData("drop type if exists s.v",
        "DropObject Kind=Type Name=s.v IfExists")]
    [InlineData("drop domain v",
        "DropObject Kind=Domain Name=v")]
    [InlineData("drop schema a cascade",
        "DropObject Kind=Schema Name=a Cascade")]
    [InlineData("drop function f(int), g",
        "DropObject Kind=Function Name=f",
        "DropObject Kind=Function Name=g")]
    [InlineData("drop procedure f",
        "DropObject Kind=Function Name=f")]
    [InlineData("drop extension if exists \"uuid-ossp\"",
        "DropObject Kind=Extension Name=uuid-ossp IfExists")]
    [InlineData("drop trigger x on s.t",
        "DropObject Table=s.t Kind=Trigger Name=x")]
    [InlineData("drop rule x on t",
        "DropObject Table=t Kind=Rule Name=x")]
    [InlineData("drop policy if exists x on t",
        "DropObject Table=t Kind=Policy Name=x IfExists")]
    [InlineData("drop publication x",
        "DropObject Kind=Publication Name=x")]
    [InlineData("drop statistics x",
        "DropObject Kind=Statistics Name=x")]
    [InlineData("drop collation x",
        "DropObject Kind=Collation Name=x")]
    [InlineData("drop foreign table x",
        "DropObject Kind=ForeignTable Name=x")]
    [InlineData("drop aggregate a(int)",
        "DropObject Kind=Function Name=a")]
    [InlineData("drop operator + (int,int)",
        "DropObject Kind=Other Name=+")]
    [InlineData("drop cast (int as text)",
        "DropObject Kind=Other Name=int4.text")]
    [InlineData("drop server x",
        "DropObject Kind=Other Name=x")]
    public void DROP_is_one_change_for_each_name(string sql, params string[] changes) =>
        Assert.Equal(changes, ChangeText.Of(sql));
}
