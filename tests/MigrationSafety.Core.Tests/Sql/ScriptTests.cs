using MigrationSafety.Core.Sql;
using MigrationSafety.Core.Sql.Text;
using Xunit;

namespace MigrationSafety.Core.Tests.Sql;

public sealed class ScriptTests
{
    [Theory]
    [InlineData("\\connect db\nselect 1;\n\\set x 'it''s\ndrop table t;", "DataChange Kind=Select", "DropTable Table=t")]
    [InlineData("copy t (a) from stdin;\n1\tit's\n\\N\n\\.\ndrop table u;", "DataChange Table=t Kind=Copy Columns=[a]", "DropTable Table=u")]
    [InlineData("COPY t FROM stdin WITH (format csv);\r\na,'b\r\n\\.\r\ndrop table u;", "DataChange Table=t Kind=Copy", "DropTable Table=u")]
    [InlineData("copy t from stdin;\nit's", "DataChange Table=t Kind=Copy")]
    [InlineData("select 1 \\gset\ndrop table u \\g\nselect '\\x' \\; select 2;", "DataChange Kind=Select", "DropTable Table=u", "DataChange Kind=Select", "DataChange Kind=Select")]
    [InlineData("copy t from '/stdin'; drop table a;", "DataChange Table=t Kind=Copy", "DropTable Table=a")]
    [InlineData("insert into copy_log select * from stdin;\ndrop table a;", "DataChange Table=copy_log Kind=Insert Sources=[stdin]", "DropTable Table=a")]
    [InlineData("select 'a\nb\\c' as \"x\\y\"; -- \\foo\n/* \\bar */ drop table a; \\echo it's", "DataChange Kind=Select", "DropTable Table=a")]
    [InlineData("\\i other.sql\n")]
    public void Commands_and_COPY_data_of_psql_are_no_SQL(string sql, params string[] changes) =>
        Assert.Equal(changes, ChangeText.Of(sql, isScript: true));

    [Theory]
    [InlineData("\\set a b\r\nselect 1; \\echo x\ncopy t from stdin;\n1\n\\.\nselect 2;")]
    [InlineData("select 1")]
    public void Blanking_keeps_every_position(string sql)
    {
        var blanked = PsqlScript.Blank(sql);

        Assert.Equal(sql.Length, blanked.Length);
        for (var i = 0; i < sql.Length; i++)
        {
            Assert.True(blanked[i] == sql[i] || blanked[i] is ' ' or ';');
            Assert.Equal(sql[i] == '\n', blanked[i] == '\n');
        }
    }

    [Fact]
    public void Without_being_a_script_a_psql_command_is_a_syntax_error() =>
        Assert.Equal(new SqlSyntaxError("syntax error at or near \"\\\"", 0), SqlReader.Read("\\set a b").Error);

    [Fact]
    public void Variables_of_psql_are_names_known_only_at_run_time()
    {
        var reading = SqlReader.Read("alter table :schema.t add c int; select :'v', 1::int", isScript: true);

        Assert.Null(reading.Error);
        Assert.Equal("AddColumn Table=schema.t Column={Name=c Type=int4}", ChangeText.Of(reading.Changes[0]));
        Assert.Equal(
            ["the psql variable :schema is known only at run time", "the psql variable :'v' is known only at run time"],
            System.Linq.Enumerable.Select(reading.Unknown, problem => problem.Message));
    }

    [Fact]
    public void A_script_with_variables_and_another_fault_keeps_its_first_error() =>
        Assert.Equal(7, SqlReader.Read("select :v from from", isScript: true).Error!.Position);
}
