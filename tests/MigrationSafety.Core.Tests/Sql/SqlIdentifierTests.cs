using MigrationSafety.Core.Changes;
using MigrationSafety.Core.Sql;
using Xunit;

namespace MigrationSafety.Core.Tests.Sql;

public sealed class SqlIdentifierTests
{
    [Theory]
    [InlineData("orders", "orders")]
    [InlineData("_x9", "_x9")]
    [InlineData("Orders", "\"Orders\"")]
    [InlineData("order id", "\"order id\"")]
    [InlineData("9lives", "\"9lives\"")]
    [InlineData("a$b", "\"a$b\"")]
    [InlineData("größe", "\"größe\"")]
    [InlineData("say \"hi\"", "\"say \"\"hi\"\"\"")]
    [InlineData("", "\"\"")]
    [InlineData("user", "\"user\"")]
    [InlineData("order", "\"order\"")]
    [InlineData("between", "\"between\"")]
    [InlineData("left", "\"left\"")]
    [InlineData("action", "action")]
    [InlineData("name", "name")]
    [InlineData("--", "\"--\"")]
    public void Quotes_a_name_where_PostgreSQL_would_read_another_without(string name, string sql)
    {
        Assert.Equal(sql, SqlIdentifier.Quote(name));
    }

    [Fact]
    public void Quotes_each_part_of_a_qualified_name()
    {
        Assert.Equal("sales.\"Orders\"", SqlIdentifier.Quote(new QualifiedName("sales", "Orders")));
        Assert.Equal("\"Orders\"", SqlIdentifier.Quote(new QualifiedName(null, "Orders")));
    }

    [Theory]
    [InlineData("Orders", "orders")]
    [InlineData("\"Orders\"", "Orders")]
    [InlineData("\"say \"\"hi\"\"\"", "say \"hi\"")]
    [InlineData("ÄB", "Äb")]
    [InlineData("U&\"d\\0061t\"", null)]
    [InlineData("'x'", null)]
    [InlineData("", null)]
    public void Reads_a_written_identifier_as_PostgreSQL_folds_it(string written, string? name)
    {
        Assert.Equal(name, SqlIdentifier.Read(written));
    }

    [Theory]
    [InlineData("it's", "'it''s'")]
    [InlineData("C:\\temp", "E'C:\\\\temp'")]
    [InlineData("", "''")]
    public void A_text_is_quoted_as_quote_literal_does(string text, string sql)
    {
        Assert.Equal(sql, SqlLiteral.Quote(text));
    }
}
