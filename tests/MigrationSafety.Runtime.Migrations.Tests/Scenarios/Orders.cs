namespace MigrationSafety.Runtime.Migrations.Tests.Scenarios;

/// <summary>The database that most scenarios begin with.</summary>
internal static class Orders
{
    public const string Schema = """
        CREATE TABLE customers (id int PRIMARY KEY, name text);
        CREATE TABLE orders (id int PRIMARY KEY, customer_id int, code text, note text);
        INSERT INTO customers SELECT i, 'c' || i FROM generate_series(1, 50) AS i;
        INSERT INTO orders SELECT i, i % 50 + 1, 'o' || i, 'n' FROM generate_series(1, 500) AS i;
        """;
}
