using Xunit;

namespace MigrationSafety.Core.Tests.Sql;

public sealed class RenameTests
{
    [Theory]
    [InlineData("alter table s.t rename to u",
        "RenameTable Table=s.t NewName=u")]
    [InlineData("alter table if exists only t rename column a to b",
        "RenameColumn Table=t NewName=b TableIfExists Only Column=a")]
    [InlineData("alter table if exists t rename constraint a to b",
        "RenameConstraint Table=t Name=a NewName=b TableIfExists")]
    [InlineData("alter view v rename to x",
        "RenameObject Kind=View Name=v NewName=x")]
    [InlineData("alter view v rename column x to y",
        "RenameColumn Table=v NewName=y ViaAlterView Column=x")]
    [InlineData("alter trigger a on s.t rename to b",
        "RenameObject Table=s.t Kind=Trigger Name=a NewName=b")]
    [InlineData("alter policy a on t rename to b",
        "RenameObject Table=t Kind=Policy Name=a NewName=b")]
    [InlineData("alter rule a on t rename to b",
        "RenameObject Table=t Kind=Rule Name=a NewName=b")]
    [InlineData("alter schema a rename to b",
        "RenameObject Kind=Schema Name=a NewName=b")]
    [InlineData("alter function f(int) rename to g",
        "RenameObject Kind=Function Name=f NewName=g")]
    [InlineData("alter database a rename to b",
        "RenameObject Kind=Database Name=a NewName=b")]
    [InlineData("alter role a rename to b",
        "RenameObject Kind=Role Name=a NewName=b")]
    [InlineData("alter sequence s.a rename to b",
        "RenameObject Kind=Sequence Name=s.a NewName=b")]
    [InlineData("alter type ty rename to y",
        "RenameObject Kind=Type Name=ty NewName=y")]
    [InlineData("alter type ty rename attribute a to b",
        "RenameObject Kind=CompositeType Name=ty NewName=b")]
    [InlineData("alter domain d rename constraint x to y",
        "AlterDomain Domain=d Kind=Other ConstraintName=x")]
    public void A_rename_tells_the_old_and_the_new_name(string sql, params string[] changes) =>
        Assert.Equal(changes, ChangeText.Of(sql));

    [Theory]
    [InlineData("alter table if exists s.t set schema x",
        "SetTableSchema Table=s.t TableIfExists NewSchema=x")]
    [InlineData("alter materialized view t set schema x",
        "RenameObject Kind=MaterializedView Name=t NewSchema=x")]
    [InlineData("alter function f(int) set schema x",
        "RenameObject Kind=Function Name=f NewSchema=x")]
    [InlineData("alter extension e set schema x",
        "RenameObject Kind=Extension Name=e NewSchema=x")]
    [InlineData("alter sequence s set schema x",
        "RenameObject Kind=Sequence Name=s NewSchema=x")]
    [InlineData("alter type a.ty set schema y",
        "RenameObject Kind=Type Name=a.ty NewSchema=y")]
    public void SET_SCHEMA_tells_the_new_schema(string sql, params string[] changes) =>
        Assert.Equal(changes, ChangeText.Of(sql));
}
