using Xunit;

namespace MigrationSafety.Core.Tests.Sql;

public sealed class CreateTableTests
{
    [Theory]
    [InlineData("create table if not exists s.t (a int primary key, b text not null default 'x', c varchar(10)[] , d serial)",
        "CreateTable Table=s.t Columns=[{Name=a Type=int4 Constraints=[{Kind=PrimaryKey Columns=[a]}]}, {Name=b Type=text NotNull Default={Sql='x' Volatility=Constant}}, {Name=c Type=varchar(10)[]}, {Name=d Type=serial}] IfNotExists")]
    [InlineData("create table t (a int, constraint u unique (a,b), foreign key (b) references x, check (a>b), constraint n not null a)",
        "CreateTable Table=t Columns=[{Name=a Type=int4}] Constraints=[{Kind=Unique Name=u Columns=[a, b]}, {Kind=ForeignKey Columns=[b] ReferencedTable=x}, {Kind=Check Columns=[a, b] Expression={Sql=a>b Volatility=Constant Columns=[a, b]}}, {Kind=NotNull Name=n Columns=[a]}]")]
    [InlineData("create table t (like other including all, b int) inherits (p, s.q)",
        "CreateTable Table=t Columns=[{Name=b Type=int4}] Sources=[other] Inherits=[p, s.q]")]
    [InlineData("create table t (a int, b timestamptz) partition by range (b, (a + 1))",
        "CreateTable Table=t Columns=[{Name=a Type=int4}, {Name=b Type=timestamptz}] Partitioned PartitionKey=[b]")]
    [InlineData("create temp table t (a int) on commit drop",
        "CreateTable Table=t Columns=[{Name=a Type=int4}] Temporary")]
    [InlineData("create unlogged table t (a int)",
        "CreateTable Table=t Columns=[{Name=a Type=int4}] Unlogged")]
    [InlineData("create table t partition of p for values in (1)",
        "CreateTable Table=t PartitionOf=p Bound={Strategy=List Values=[1]}")]
    [InlineData("create table t partition of s.p for values from ('2024-01-01') to (maxvalue)",
        "CreateTable Table=t PartitionOf=s.p Bound={Strategy=Range From=[2024-01-01] To=[null]}")]
    [InlineData("create table t partition of p default",
        "CreateTable Table=t PartitionOf=p IsDefaultPartition")]
    [InlineData("create table t partition of p (a default 5) for values in (1)",
        "CreateTable Table=t Columns=[{Name=a Default={Sql=5 Volatility=Constant}}] PartitionOf=p Bound={Strategy=List Values=[1]}")]
    [InlineData("create table t of ty",
        "CreateTable Table=t OfType=ty")]
    [InlineData("create foreign table f (a int) server s",
        "DefineObject Kind=ForeignTable Name=f")]
    public void CREATE_TABLE_tells_its_columns_constraints_and_relatives(string sql, params string[] changes) =>
        Assert.Equal(changes, ChangeText.Of(sql));

    [Theory]
    [InlineData("create table t as select 1",
        "CreateTableAs Table=t")]
    [InlineData("create table if not exists s.t as select * from u join v using (id) with no data",
        "CreateTableAs Table=s.t Sources=[u, v] IfNotExists WithNoData")]
    [InlineData("select * into temp x from y",
        "CreateTableAs Table=x Sources=[y] Temporary")]
    [InlineData("with t as (select * from t) select * into x from t",
        "CreateTableAs Table=x Sources=[t]")]
    [InlineData("create or replace view v as select a.x, b.* from s.a join b using (id)",
        "CreateView View=v OrReplace Sources=[s.a, b] ReadsAllColumns")]
    [InlineData("create view v as select a.x, lower(b.y) as z from a join b using (id) where b.w > 0",
        "CreateView View=v Sources=[a, b] Columns=[x, y, w, id] OutputColumns=[x, z]")]
    [InlineData("create view v as with c as (select x from a) select c.x from c, d",
        "CreateView View=v Sources=[d, a] Columns=[x] OutputColumns=[x]")]
    [InlineData("create temp view v as select 1",
        "CreateView View=v")]
    [InlineData("create recursive view v(n) as select 1",
        "CreateView View=v Columns=[n] OutputColumns=[n]")]
    [InlineData("create materialized view if not exists v as select a from t with no data",
        "CreateView View=v Materialized WithNoData IfNotExists Sources=[t] Columns=[a]")]
    [InlineData("refresh materialized view concurrently s.v",
        "RefreshMaterializedView View=s.v Concurrently")]
    [InlineData("refresh materialized view v with no data",
        "RefreshMaterializedView View=v WithNoData")]
    public void A_table_or_view_made_of_a_query_tells_what_it_reads(string sql, params string[] changes) =>
        Assert.Equal(changes, ChangeText.Of(sql));
}
