using System.Collections.Generic;
using System.Linq;
using MigrationSafety.Core.Changes;
using MigrationSafety.Core.Sql;

namespace MigrationSafety.Core.Recipes.Online;

/// <summary>
/// A view under a table's former name (or with a column's former name), so that the version that is still running goes on.
/// Measured: INSERT ... RETURNING with an identity and ON CONFLICT work through it; COPY, pg_get_serial_sequence and columns
/// that the table gets later do not. It is made with security_invoker from 15 on, so that row-level security holds.
/// </summary>
internal sealed record CompatibilityView
{
    private const int SecurityInvokerSince = 150000;

    public required QualifiedName View { get; init; }

    public required QualifiedName Table { get; init; }

    /// <summary>The view's columns with the table's column for each; empty: all of the table's columns.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Columns { get; init; } = [];

    /// <summary>The view, with the table's grants.</summary>
    public IReadOnlyList<string> Create() =>
    [
        $"CREATE OR REPLACE VIEW {SqlIdentifier.Quote(View)} AS SELECT {List()} FROM {SqlIdentifier.Quote(Table)}",
        "DO " + SqlLiteral.Quote(Finish()),
    ];

    /// <summary>The reverse of <see cref="Create"/>.</summary>
    public static IReadOnlyList<string> Drop(QualifiedName view) => ["DROP VIEW IF EXISTS " + SqlIdentifier.Quote(view)];

    private string List() => Columns.Count == 0
        ? "*"
        : string.Join(", ", Columns.Select(static c => SqlIdentifier.Quote(c.Value) + " AS " + SqlIdentifier.Quote(c.Key)));

    private string Finish() => $"""

        DECLARE
          granted record;
        BEGIN
          IF current_setting('server_version_num')::int >= {SecurityInvokerSince} THEN
            EXECUTE {SqlLiteral.Quote("ALTER VIEW " + SqlIdentifier.Quote(View) + " SET (security_invoker = true)")};
          END IF;
          FOR granted IN
            SELECT CASE WHEN a.grantee = 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(a.grantee)) END AS role, a.privilege_type
            FROM pg_class c, aclexplode(c.relacl) a
            WHERE c.oid = {SqlLiteral.Quote(SqlIdentifier.Quote(Table))}::regclass AND a.grantee <> c.relowner
              AND a.privilege_type IN ('SELECT', 'INSERT', 'UPDATE', 'DELETE')
          LOOP
            EXECUTE format('GRANT %s ON {SqlIdentifier.Quote(View).Replace("'", "''").Replace("%", "%%")} TO %s', granted.privilege_type, granted.role);
          END LOOP;
        END

        """;
}
