using System.Collections.Generic;
using System.Linq;

namespace MigrationSafety.Estimates;

/// <summary>One measured statement on the table "t", and what undoes it.</summary>
/// <param name="Name">For the results file.</param>
/// <param name="Sql">What is measured.</param>
/// <param name="Undo">Not measured.</param>
/// <param name="Needs">A column that the table must have.</param>
internal sealed record Operation(string Name, string Sql, string Undo, string Needs = "a")
{
    public static readonly IReadOnlyList<Operation> All =
    [
        new("set not null", "ALTER TABLE t ALTER COLUMN a SET NOT NULL", "ALTER TABLE t ALTER COLUMN a DROP NOT NULL"),
        new("check", "ALTER TABLE t ADD CONSTRAINT c CHECK (a >= 0)", "ALTER TABLE t DROP CONSTRAINT c"),
        new("foreign key", "ALTER TABLE t ADD CONSTRAINT f FOREIGN KEY (a) REFERENCES p (id)", "ALTER TABLE t DROP CONSTRAINT f"),
        new("index on integer", "CREATE INDEX new_index ON t (a)", "DROP INDEX new_index"),
        new("index on text", "CREATE INDEX new_index ON t (t)", "DROP INDEX new_index", "t"),
        new("index on uuid", "CREATE INDEX new_index ON t (u)", "DROP INDEX new_index", "u"),
        new("index on timestamptz", "CREATE INDEX new_index ON t (at)", "DROP INDEX new_index", "at"),
        new("index on two columns", "CREATE INDEX new_index ON t (a, at)", "DROP INDEX new_index", "at"),
        new("index concurrently", "CREATE INDEX CONCURRENTLY new_index ON t (a)", "DROP INDEX new_index"),
        new("unique constraint", "ALTER TABLE t ADD CONSTRAINT q UNIQUE (a, at)", "ALTER TABLE t DROP CONSTRAINT q", "at"),
        new("reindex", "REINDEX TABLE t", "SELECT 1"),
        new("type change", "ALTER TABLE t ALTER COLUMN a TYPE bigint", "ALTER TABLE t ALTER COLUMN a TYPE integer"),
        new("add column", "ALTER TABLE t ADD COLUMN added uuid DEFAULT gen_random_uuid()", "ALTER TABLE t DROP COLUMN added"),
        new("vacuum full", "VACUUM FULL t", "SELECT 1"),
        new("update", "UPDATE t SET a = a + 1", "VACUUM FULL t"),
    ];

    public static IEnumerable<Operation> For(Shape shape) => All.Where(o => o.Needs == "a" || shape.Has(o.Needs));
}
