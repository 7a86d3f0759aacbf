using System.Linq;
using MigrationSafety.Core.Rules;
using Xunit;

namespace MigrationSafety.Core.Tests.Rules.Data;

public sealed class RenameLookalikeTests
{
    private const string Schema = """
        CREATE TABLE people (id bigint PRIMARY KEY, phone_no text, "FirstName" text, created_on timestamptz, customer_email text, price numeric(10,2), status text,
            category_id bigint, is_active boolean, full_price numeric GENERATED ALWAYS AS (price * 2) STORED);
        CREATE TABLE order_items (id bigint PRIMARY KEY, order_id bigint, product_id bigint, quantity int);
        CREATE TABLE regions (id bigint PRIMARY KEY, name text, created_at timestamptz, created_by text);
        """;

    [Theory]
    [InlineData("phone_no", "phone_number text")]
    [InlineData("phone_no", "\"PhoneNo\" varchar(40)")]
    [InlineData("created_on", "created_at timestamptz")]
    [InlineData("status", "order_status text")]
    [InlineData("status", "status integer")]
    [InlineData("price", "prices numeric(12,2)")]
    public void A_column_that_comes_back_under_a_like_name_is_found(string dropped, string added)
    {
        var findings = RuleTest.On(Schema).Migration($"ALTER TABLE people DROP COLUMN {dropped}", $"ALTER TABLE people ADD COLUMN {added}").Finds("MIG3001", "MIG3005");
        // The loss is the lesser half of the news.
        Assert.Equal([Severity.Info, Severity.Warning], findings.Select(f => f.Severity));
    }

    [Theory]
    [InlineData("\"FirstName\"", "\"LastName\" text")]
    [InlineData("customer_email", "customer_phone text")]
    [InlineData("category_id", "tag_id bigint")]
    [InlineData("created_on", "note text")]
    [InlineData("is_active", "is_deleted boolean")]
    [InlineData("status", "status_id bigint")]
    [InlineData("full_price", "full_prices numeric GENERATED ALWAYS AS (price * 3) STORED")]
    public void Two_different_columns_are_not(string dropped, string added) =>
        RuleTest.On(Schema).Migration($"ALTER TABLE people DROP COLUMN {dropped}", $"ALTER TABLE people ADD COLUMN {added}").IsCleanOf("MIG3005");

    [Fact]
    public void A_column_that_is_filled_is_not() =>
        RuleTest.On(Schema).Migration(
            "ALTER TABLE people ADD COLUMN phone_number text",
            "UPDATE people SET phone_number = coalesce(phone_no, '')",
            "ALTER TABLE people DROP COLUMN phone_no").IsCleanOf("MIG3005");

    [Fact]
    public void Another_tables_column_is_not() =>
        RuleTest.On(Schema).Migration("ALTER TABLE people DROP COLUMN status", "ALTER TABLE regions ADD COLUMN status text").IsCleanOf("MIG3005");

    [Theory]
    [InlineData("DROP TABLE order_items", "CREATE TABLE order_lines (id bigint PRIMARY KEY, order_id bigint, product_id bigint, quantity int)", false)]
    [InlineData("DROP TABLE order_items", "CREATE TABLE \"OrderItems\" (id bigint PRIMARY KEY, order_id bigint, product_id bigint, amount int)", true)]
    [InlineData("DROP TABLE regions", "CREATE TABLE colours (id bigint PRIMARY KEY, name text, created_at timestamptz, created_by text)", false)]
    [InlineData("DROP TABLE regions", "CREATE TABLE region (id bigint PRIMARY KEY, code text)", false)]
    public void A_table_that_comes_back_under_a_like_name_is_found(string drop, string create, bool found)
    {
        Assert.Equal(found, RuleTest.On(Schema).Migration(drop, create).Findings.Any(f => f.Rule.Id == "MIG3005"));
        Assert.Equal(found, RuleTest.On(Schema).Migration(create, drop).Findings.Any(f => f.Rule.Id == "MIG3005"));
    }

    [Theory]
    [InlineData("CustomerId", "customer_id", true)]
    [InlineData("Adress", "Address", true)]
    [InlineData("HTMLBody", "HtmlBody", true)]
    [InlineData("ShippingAddress", "Address", true)]
    [InlineData("AddressLine1", "AddressLine2", false)]
    [InlineData("MinPrice", "MaxPrice", false)]
    [InlineData("StartDate", "EndDate", false)]
    [InlineData("UserId", "OwnerId", false)]
    [InlineData("Id", "Key", false)]
    [InlineData("", "", true)]
    [InlineData("_", "Name", false)]
    public void Names_are_alike_or_not(string first, string second, bool alike)
    {
        Assert.Equal(alike, NameLikeness.AreAlike(first, second));
        Assert.Equal(alike, NameLikeness.AreAlike(second, first));
    }
}
