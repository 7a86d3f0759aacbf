using MigrationSafety.Core.Changes;
using MigrationSafety.Core.Sql;
using Xunit;

namespace MigrationSafety.Core.Tests.Sql;

public sealed class DataTests
{
    [Theory]
    [InlineData("update t set a = b, c = coalesce(t.d, 0) where e is null", "b d e")]
    [InlineData("insert into t (a) select s.b from s where s.c = 1", "b c")]
    [InlineData("insert into t select * from s", "")]
    public void A_data_change_tells_the_columns_that_it_reads(string sql, string columns) =>
        Assert.Equal(columns, string.Join(' ', Assert.IsType<DataChange>(Assert.Single(SqlReader.Read(sql).Changes)).ColumnsRead));

    [Theory]
    [InlineData("insert into s.t (a,b) values (1,2),(3,4) on conflict (a) do update set b=excluded.b, c=1 returning a",
        "DataChange Table=s.t Kind=Insert HasLiteralRows Columns=[a, b, c]")]
    [InlineData("insert into t select * from u where a > 1",
        "DataChange Table=t Kind=Insert Sources=[u] HasWhere")]
    [InlineData("insert into t default values",
        "DataChange Table=t Kind=Insert HasLiteralRows")]
    [InlineData("insert into t (a) select 1 where not exists (select 1 from t where a = 1)",
        "DataChange Table=t Kind=Insert Sources=[t] HasWhere HasLiteralRows Columns=[a]")]
    [InlineData("insert into t select 1 union all select 2",
        "DataChange Table=t Kind=Insert HasLiteralRows")]
    [InlineData("insert into t select * from (values (1), (2)) v",
        "DataChange Table=t Kind=Insert HasLiteralRows")]
    [InlineData("insert into t select generate_series(1, 1000000)",
        "DataChange Table=t Kind=Insert Functions=[generate_series]")]
    [InlineData("insert into t select 1 union all select a from u",
        "DataChange Table=t Kind=Insert Sources=[u]")]
    [InlineData("insert into t select x from json_array_elements('[]') x",
        "DataChange Table=t Kind=Insert Functions=[json_array_elements]")]
    public void INSERT_tells_whether_its_rows_are_written_down(string sql, params string[] changes) =>
        Assert.Equal(changes, ChangeText.Of(sql));

    [Theory]
    [InlineData("update t set a = 1",
        "DataChange Table=t Kind=Update Columns=[a]")]
    [InlineData("update only t as x set a=1, b=default, (c,d)=(1,2) from u where x.id=u.id and x.k=5 and z in (1,2) and x.s = any(array[1,2])",
        "DataChange Table=t Kind=Update Sources=[u] HasWhere ColumnsBoundToConstants=[k, z, s] Columns=[a, b, c, d]")]
    [InlineData("update \"Orders\" set \"Status\" = 'x' where \"Id\" = '3f2504e0-4f89-11d3-9a0c-0305e82c3301'::uuid",
        "DataChange Table=Orders Kind=Update HasWhere ColumnsBoundToConstants=[Id] Columns=[Status]")]
    [InlineData("update t set a = 1 where (a, b) = (1, 2) and (c, d) in ((1, 2), (3, 4))",
        "DataChange Table=t Kind=Update HasWhere ColumnsBoundToConstants=[a, b, c, d] Columns=[a]")]
    [InlineData("update t set a = v.a from (values (1, 'x'), (2, 'y')) as v (id, a) where t.id = v.id",
        "DataChange Table=t Kind=Update HasWhere ColumnsBoundToConstants=[id] Columns=[a]")]
    [InlineData("with v (id, a) as (values (1, 'x')) update t set a = v.a from v where v.id = t.id",
        "DataChange Table=t Kind=Update HasWhere ColumnsBoundToConstants=[id] Columns=[a]")]
    [InlineData("update t set a = u.a from u where t.id = u.id",
        "DataChange Table=t Kind=Update Sources=[u] HasWhere Columns=[a]")]
    [InlineData("update t set a = 1 where id = 1 or id = 2",
        "DataChange Table=t Kind=Update HasWhere ColumnsBoundToConstants=[id] Columns=[a]")]
    [InlineData("update t set a = 1 where id = 1 or b = 2",
        "DataChange Table=t Kind=Update HasWhere Columns=[a]")]
    [InlineData("update t set a = 1 where not (id = 1)",
        "DataChange Table=t Kind=Update HasWhere Columns=[a]")]
    [InlineData("update t set a = 1 where id in (select id from u)",
        "DataChange Table=t Kind=Update Sources=[u] HasWhere Columns=[a]")]
    [InlineData("update t set a = 1 where id in (values (1), (2))",
        "DataChange Table=t Kind=Update HasWhere ColumnsBoundToConstants=[id] Columns=[a]")]
    [InlineData("update t set a = 1 where id > 5 and id < 10",
        "DataChange Table=t Kind=Update HasWhere Columns=[a]")]
    [InlineData("update t set a = 1 where id = b",
        "DataChange Table=t Kind=Update HasWhere Columns=[a]")]
    [InlineData("update t set a = 1 where (id = 1 and (b = 2 and c is null))",
        "DataChange Table=t Kind=Update HasWhere ColumnsBoundToConstants=[id, b] Columns=[a]")]
    [InlineData("update t set a = 1 from u where u.id = 1",
        "DataChange Table=t Kind=Update Sources=[u] HasWhere Columns=[a]")]
    [InlineData("delete from t",
        "DataChange Table=t Kind=Delete")]
    [InlineData("delete from s.t using u where t.id=1 and 3 = t.b",
        "DataChange Table=s.t Kind=Delete Sources=[u] HasWhere ColumnsBoundToConstants=[id, b]")]
    [InlineData("delete from t where current of c",
        "DataChange Table=t Kind=Delete HasWhere")]
    public void UPDATE_and_DELETE_tell_what_their_WHERE_binds(string sql, params string[] changes) =>
        Assert.Equal(changes, ChangeText.Of(sql));

    [Theory]
    [InlineData("merge into t using s on t.id=s.id when matched then update set a=1 when not matched then insert (x) values (1)",
        "DataChange Table=t Kind=Merge Sources=[s] Columns=[a, x]")]
    [InlineData("merge into t using (values (1, 2)) v (id, a) on t.id = v.id when matched then delete",
        "DataChange Table=t Kind=Merge ColumnsBoundToConstants=[id] HasLiteralRows")]
    [InlineData("copy t (a,b) from stdin",
        "DataChange Table=t Kind=Copy Columns=[a, b]")]
    [InlineData("copy t from program 'x' where a > 1",
        "DataChange Table=t Kind=Copy HasWhere")]
    [InlineData("copy (select * from t) to stdout",
        "DataChange Kind=Select Sources=[t]")]
    [InlineData("copy t to '/x'",
        "DataChange Kind=Select Sources=[t]")]
    [InlineData("select 1 from t where id in (select id from u) limit 10 for share skip locked",
        "DataChange Kind=SelectForUpdate Sources=[t, u] HasWhere")]
    [InlineData("select * from t x for update of x",
        "DataChange Kind=SelectForUpdate Sources=[t] LockedSources=[t]")]
    [InlineData("values (1)",
        "DataChange Kind=Select")]
    [InlineData("select a from s.t union select b from u",
        "DataChange Kind=Select Sources=[s.t, u]")]
    [InlineData("select * from f(1) g, lateral h(g.a)",
        "DataChange Kind=Select Functions=[f, h]")]
    [InlineData("call p()",
        "DataChange Kind=Select Functions=[p]")]
    [InlineData("explain analyze update t set a=1",
        "DataChange Table=t Kind=Update Columns=[a]")]
    [InlineData("explain update t set a=1",
        "OtherStatement Node=ExplainStmt")]
    [InlineData("declare c cursor for select * from t",
        "DataChange Kind=Select Sources=[t]")]
    public void Other_data_statements_tell_their_tables(string sql, params string[] changes) =>
        Assert.Equal(changes, ChangeText.Of(sql));

    [Theory]
    [InlineData("with x as (update t set a=1 returning *), y as (select * from x) select * from y, z",
        "DataChange Table=t Kind=Update Columns=[a]",
        "DataChange Kind=Select Sources=[z]")]
    [InlineData("with t as (select * from t) select * from t",
        "DataChange Kind=Select Sources=[t]")]
    [InlineData("with recursive t as (select 1 union all select * from t) select * from t",
        "DataChange Kind=Select")]
    [InlineData("with a as (select 1), b as (delete from u using a where u.id = 5 returning *) insert into c select * from b join d using (id)",
        "DataChange Table=u Kind=Delete HasWhere ColumnsBoundToConstants=[id]",
        "DataChange Table=c Kind=Insert Sources=[d]")]
    [InlineData("select * from (with t as (select 1) select * from t) x, t",
        "DataChange Kind=Select Sources=[t]")]
    public void Common_table_expressions_are_not_tables_and_their_changes_come_first(string sql, params string[] changes) =>
        Assert.Equal(changes, ChangeText.Of(sql));

    [Theory]
    [InlineData("select set_config('lock_timeout', '5s', true), set_config('search_path', '', false)",
        "SetParameter Name=lock_timeout Value=5s IsLocal",
        "SetParameter Name=search_path Value=")]
    [InlineData("select pg_catalog.set_config('lock_timeout', '5s', false) from t",
        "SetParameter Name=lock_timeout Value=5s",
        "DataChange Kind=Select Sources=[t] Functions=[set_config]")]
    [InlineData("select setval('seq',1), nextval('s.\"Orders_Id_seq\"'::regclass), f(x) from t",
        "DataChange Kind=Select Sources=[t] Functions=[setval, nextval, f] Sequences=[seq, s.Orders_Id_seq]")]
    [InlineData("select set_config(name, '1', false) from t",
        "DataChange Kind=Select Sources=[t] Functions=[set_config]")]
    public void Functions_of_a_query_that_change_the_session_or_a_sequence_are_told(string sql, params string[] changes) =>
        Assert.Equal(changes, ChangeText.Of(sql));
}
