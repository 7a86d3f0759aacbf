namespace MigrationSafety.AspNetCore.Tests.Support;

/// <summary>The table of the tests, and what makes its backfill slow.</summary>
internal static class Orders
{
    public const string Table = "CREATE TABLE orders (id int PRIMARY KEY, total int); INSERT INTO orders SELECT i FROM generate_series(1, 5000) i; ANALYZE orders";

    /// <summary>More than half a minute for two workers.</summary>
    public const string Slow = """
        CREATE TABLE orders (id int PRIMARY KEY, total int);
        INSERT INTO orders SELECT i FROM generate_series(1, 20000) i;
        ANALYZE orders;
        CREATE FUNCTION slow() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN PERFORM pg_sleep(0.001 + random() * 0.004); RETURN NEW; END';
        CREATE TRIGGER slow BEFORE UPDATE ON orders FOR EACH ROW EXECUTE FUNCTION slow()
        """;
}
