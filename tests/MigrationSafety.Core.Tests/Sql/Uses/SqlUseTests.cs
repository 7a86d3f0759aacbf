using System.Linq;
using MigrationSafety.Core.Sql.Uses;
using Xunit;

namespace MigrationSafety.Core.Tests.Sql.Uses;

public sealed class SqlUseTests
{
    [Theory]
    [InlineData("SELECT note FROM orders", "orders orders.note")]
    [InlineData("SELECT o.note, c.name FROM orders o JOIN customers c ON c.id = o.customer_id", "orders.note customers.name orders customers customers.id orders.customer_id")]
    [InlineData("SELECT Note FROM Orders", "orders.note orders")]
    [InlineData("SELECT \"Note\" FROM sales.\"Orders\" WHERE \"Orders\".\"Id\" = 1", "sales.Orders.Note sales.Orders sales.Orders.Id")]
    [InlineData("SELECT * FROM orders", "orders")]
    [InlineData("SELECT o.* FROM orders o", "orders")]
    [InlineData("SELECT id AS note FROM orders", "orders.id orders")]
    [InlineData("SELECT x.note FROM (SELECT 1 AS note) x JOIN orders o ON o.id = 1", "orders orders.id")]
    [InlineData("WITH orders AS (SELECT 1 AS note) SELECT orders.note FROM orders", "")]
    [InlineData("WITH c AS (SELECT note FROM orders) SELECT c.note FROM c", "orders.note orders")]
    [InlineData("INSERT INTO orders (id, note) VALUES (@id, @note)", "orders orders.id! orders.note!")]
    [InlineData("INSERT INTO orders (id) VALUES (1) ON CONFLICT (id) DO UPDATE SET note = excluded.note RETURNING note",
        "orders orders.id orders.id! orders.note! orders.note orders.note")]
    [InlineData("UPDATE orders SET note = :note WHERE id = {0}", "orders orders.note! orders.id")]
    [InlineData("DELETE FROM orders WHERE note IS NULL", "orders orders.note")]
    [InlineData("MERGE INTO orders o USING new n ON o.id = n.id WHEN MATCHED THEN UPDATE SET note = n.note", "orders new orders.id new.id orders.note! new.note")]
    [InlineData("SELECT a FROM t JOIN u USING (id)", "t.a u.a t t.id u u.id")]
    [InlineData("COPY orders (id, note) FROM STDIN", "orders orders.id! orders.note!")]
    [InlineData("SELECT note FROM orders WHERE tags @> @tags AND at > now() - @age::interval AND x ->> 'note' = 'a:b @c'",
        "orders.note orders orders.tags orders.at orders.x")]
    [InlineData("SELECT 1 FROM orders FOR UPDATE OF orders", "orders")]
    [InlineData("select o.note from orders as o where o.customer_id = @customer_id and @note is null", "orders.note orders orders.customer_id")]
    public void Tables_and_columns_are_told(string sql, string expected) =>
        Assert.Equal(
            expected.Split(' ', System.StringSplitOptions.RemoveEmptyEntries).Order(System.StringComparer.Ordinal),
            SqlUseReader.Read(sql).Select(static use => use.Table + (use.Column is null ? "" : "." + use.Column) + (use.IsWrite ? "!" : ""))
                .Order(System.StringComparer.Ordinal));

    [Theory]
    [InlineData("")]
    [InlineData("note")]
    [InlineData("Select a note from the list of orders")]
    [InlineData("update your orders, and the note")]
    [InlineData("ALTER TABLE orders ADD note text")]
    [InlineData("CREATE INDEX ON orders (note)")]
    [InlineData("with note")]
    public void What_is_no_query_names_nothing(string text) => Assert.Empty(SqlUseReader.Read(text));

    [Theory]
    [InlineData("SELECT o . \"Note\" FROM orders o", "o . \"Note\"")]
    [InlineData("SELECT 'äöü', note FROM orders", "note")]
    [InlineData("UPDATE orders SET id = {0}, note = {1}", "note")]
    [InlineData("INSERT INTO orders (id, /* the */ note) VALUES (1, 2)", "note")]
    public void A_column_is_told_at_its_place(string sql, string place)
    {
        var use = Assert.Single(SqlUseReader.Read(sql), static use => use.Column is "note" or "Note");
        Assert.Equal(place, sql.Substring(use.Span.Start, use.Span.Length));
    }
}
