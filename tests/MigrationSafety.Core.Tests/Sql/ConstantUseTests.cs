using System.Linq;
using MigrationSafety.Core.Changes;
using MigrationSafety.Core.Sql;
using Xunit;

namespace MigrationSafety.Core.Tests.Sql;

/// <summary>String constants with the column or type as whose value PostgreSQL reads them.</summary>
public sealed class ConstantUseTests
{
    [Theory]
    [InlineData("insert into t (a, b) values ('x', 1), ('y', 2)", "a=x a=y")]
    [InlineData("insert into t (a, b) select 'x', b from s", "a=x")]
    [InlineData("insert into t values ('x')", "")]
    [InlineData("insert into t (a) values ('x') on conflict (a) do update set b = 'y'", "a=x b=y")]
    [InlineData("update t set a = 'x', b = case when c = 'z' then 'y' end where d in ('p', 'q')", "c=z d=p d=q a=x b=y")]
    [InlineData("delete from t where 'x' = a and b <> 'y' and c between 'm' and 'n'", "a=x b=y c=m c=n")]
    [InlineData("select 'x'::mood, cast('y' as s.mood), a::text = 'z', lower(a) = 'w' from t", ":mood=x :s.mood=y")]
    [InlineData("select '{x,y}'::mood[], array['x', 'y']::mood[]", ":mood[]={x,y} :mood=x :mood=y")]
    [InlineData("merge into t using s on t.id = s.id when matched then update set a = 'x' when not matched then insert (a) values ('y')", "a=x a=y")]
    public void Of_a_statement(string sql, string uses) =>
        Assert.Equal(uses, string.Join(' ', ((DataChange)SqlReader.Read(sql).Changes.Single()).Constants.Select(Text)));

    [Fact]
    public void Of_a_view_and_of_expressions()
    {
        Assert.Equal(["a=x"], ((CreateView)SqlReader.Read("create view v as select 1 from t where a = 'x'").Changes.Single()).Constants.Select(Text));
        Assert.Equal(["a=x"], ((AddConstraint)SqlReader.Read("alter table t add check (a <> 'x')").Changes.Single()).Constraint.Expression!.Constants.Select(Text));
        Assert.Equal(["a=x"], ((CreateIndex)SqlReader.Read("create index on t (b) where a = 'x'").Changes.Single()).Predicate!.Constants.Select(Text));
        Assert.Equal("x", ((SetDefault)SqlReader.Read("alter table t alter a set default 'x'").Changes.Single()).Default.LiteralText);
    }

    [Fact]
    public void A_text_too_long_for_an_enum_value_is_left_out() =>
        Assert.Empty(((DataChange)SqlReader.Read("update t set a = '" + new string('x', 64) + "'").Changes.Single()).Constants);

    private static string Text(ConstantUse use) => (use.Column ?? ":" + use.Type) + "=" + use.Value;
}
