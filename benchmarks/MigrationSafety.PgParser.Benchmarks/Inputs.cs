using System.Linq;

namespace MigrationSafety.PgParser.Benchmarks;

/// <summary>What is parsed.</summary>
internal static class Inputs
{
    public const string Ddl =
        """
        ALTER TABLE public.orders ADD COLUMN customer_reference varchar(64) NOT NULL DEFAULT 'unknown',
            ADD CONSTRAINT fk_orders_customers FOREIGN KEY (customer_id) REFERENCES customers (id) ON DELETE CASCADE;
        """;

    public const string SyntaxError = "ALTER TABLE public.orders ADD COLUMN customer_reference varchar(64) NOT NULL DEFALT 'unknown';";

    /// <summary>About 10,000 characters in statements of several shapes.</summary>
    public static string Script { get; } = string.Join('\n', Enumerable.Range(0, 18).Select(i =>
        $"""
        CREATE TABLE s.t{i} (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text NOT NULL, total numeric(18,2) DEFAULT 0, at timestamptz DEFAULT now());
        CREATE UNIQUE INDEX CONCURRENTLY i{i} ON s.t{i} USING btree (lower(name), at DESC) INCLUDE (total) WHERE total > 0;
        ALTER TABLE s.t{i} ADD CONSTRAINT k{i} CHECK (total >= 0 AND name <> '') NOT VALID, ALTER COLUMN name TYPE varchar(100) USING trim(name);
        UPDATE s.t{i} SET total = coalesce(total, 0) + 1 WHERE id IN (SELECT id FROM s.t{i} WHERE name IS NULL ORDER BY id LIMIT 1000 FOR UPDATE SKIP LOCKED);
        """));
}
