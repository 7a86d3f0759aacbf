using Xunit;

namespace MigrationSafety.Core.Tests.Sql;

public sealed class IndexTests
{
    [Theory]
    [InlineData("create index concurrently if not exists ix on only s.t using gin (a, lower(b) desc, (a+1) text_pattern_ops) include (c) where b is not null",
        "CreateIndex Table=s.t Name=ix Columns=[a] IncludedColumns=[c] Expressions=[{Sql=lower(b) desc Volatility=Constant Columns=[b] Functions=[lower]}, {Sql=a+1 Volatility=Constant Columns=[a]}] Predicate={Sql=b is not null Volatility=Constant Columns=[b] NotNullColumns=[b]} Method=gin Concurrently IfNotExists Only")]
    [InlineData("create unique index on t (a) nulls not distinct",
        "CreateIndex Table=t Columns=[a] Unique")]
    [InlineData("create index \"IX_Orders_Name\" on \"Orders\" (\"Name\" desc, \"Id\") where \"Deleted\" = false and not (\"Name\" is null)",
        "CreateIndex Table=Orders Name=IX_Orders_Name Columns=[Name, Id] Predicate={Sql=\"Deleted\" = false and not (\"Name\" is null) Volatility=Constant Columns=[Deleted, Name] NotNullColumns=[Name] Comparisons=[Deleted=false]}")]
    [InlineData("create index ix on t (((data->>'x')::int), date_trunc('day', at))",
        "CreateIndex Table=t Name=ix Expressions=[{Sql=(data->>'x')::int Volatility=Constant Columns=[data]}, {Sql=date_trunc('day', at) Volatility=Stable Columns=[at] Functions=[date_trunc]}]")]
    public void CREATE_INDEX_tells_its_keys_predicate_and_options(string sql, params string[] changes) =>
        Assert.Equal(changes, ChangeText.Of(sql));

    [Theory]
    [InlineData("drop index concurrently if exists s.a, b cascade",
        "DropIndex Index=s.a Concurrently IfExists Cascade",
        "DropIndex Index=b Concurrently IfExists Cascade")]
    [InlineData("drop index a",
        "DropIndex Index=a")]
    [InlineData("reindex index concurrently ix",
        "Reindex Target=Index Name=ix Concurrently")]
    [InlineData("reindex (verbose, concurrently) table s.t",
        "Reindex Target=Table Name=s.t Concurrently")]
    [InlineData("reindex (concurrently false) table t",
        "Reindex Target=Table Name=t")]
    [InlineData("reindex schema s",
        "Reindex Target=Schema Name=s")]
    [InlineData("reindex database d",
        "Reindex Target=Database Name=d")]
    [InlineData("reindex system",
        "Reindex Target=System")]
    [InlineData("alter index if exists ix rename to y",
        "RenameIndex Index=ix NewName=y")]
    [InlineData("alter table ix rename to y",
        "RenameTable Table=ix NewName=y")]
    public void DROP_REINDEX_and_RENAME_tell_the_index(string sql, params string[] changes) =>
        Assert.Equal(changes, ChangeText.Of(sql));
}
