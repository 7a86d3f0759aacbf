using System.Collections.Generic;
using System.Linq;
using MigrationSafety.Core.Changes;
using MigrationSafety.Core.Sql;

namespace MigrationSafety.Core.Recipes.Online;

/// <summary>
/// Feeds a table from another, one way: every INSERT, UPDATE and DELETE of the source is repeated on the target. Both ways at
/// once would deadlock, since each version of the application locks its own row first (measured): until the switch the
/// source is the only owner, and a new version writes through it.
/// </summary>
internal sealed record SyncTables
{
    public required QualifiedName Source { get; init; }

    public required QualifiedName Target { get; init; }

    /// <summary>Columns of the target that tell its rows apart; there must be a unique index over them.</summary>
    public required IReadOnlyList<string> KeyColumns { get; init; }

    /// <summary>Columns of the target, key included, with an SQL expression over the source's columns for each.</summary>
    public required IReadOnlyList<KeyValuePair<string, string>> Columns { get; init; }

    public string Name => SyncName.Of(Source.Name, Target.Name);

    private QualifiedName Function => new(Source.Schema, Name);

    /// <summary>Function and trigger; both may be there already.</summary>
    public IReadOnlyList<string> Create() =>
    [
        "CREATE OR REPLACE FUNCTION " + SqlIdentifier.Quote(Function) + "() RETURNS trigger LANGUAGE plpgsql AS "
            + SqlLiteral.Quote(Body()),
        DropTrigger(),
        $"CREATE TRIGGER {SqlIdentifier.Quote(Name)} AFTER INSERT OR UPDATE OR DELETE ON {SqlIdentifier.Quote(Source)} "
            + $"FOR EACH ROW EXECUTE PROCEDURE {SqlIdentifier.Quote(Function)}()",
    ];

    /// <summary>The reverse of <see cref="Create"/>.</summary>
    public IReadOnlyList<string> Drop() => [DropTrigger(), "DROP FUNCTION IF EXISTS " + SqlIdentifier.Quote(Function) + "()"];

    private string DropTrigger() => $"DROP TRIGGER IF EXISTS {SqlIdentifier.Quote(Name)} ON {SqlIdentifier.Quote(Source)}";

    private string Body()
    {
        var source = SqlIdentifier.Quote(Source.Name);
        var target = SqlIdentifier.Quote(Target);
        var values = string.Join(", ", Columns.Select(static c => "(" + c.Value + ")"));
        var others = Columns.Where(c => !KeyColumns.Contains(c.Key)).Select(static c => SqlIdentifier.Quote(c.Key)).ToList();
        var conflict = others.Count == 0
            ? "NOTHING"
            : "UPDATE SET " + string.Join(", ", others.Select(static c => c + " = excluded." + c));
        var key = string.Join(", ", KeyColumns.Select(static c => SqlIdentifier.Quote(c)));
        var keyValues = string.Join(", ", KeyColumns.Select(k => "(" + Columns.First(c => c.Key == k).Value + ")"));
        return $"""

            #variable_conflict use_column
            BEGIN
              IF TG_OP <> 'INSERT' THEN
                IF TG_OP = 'DELETE' OR (SELECT ROW({keyValues}) FROM (SELECT OLD.*) AS {source})
                    IS DISTINCT FROM (SELECT ROW({keyValues}) FROM (SELECT NEW.*) AS {source}) THEN
                  DELETE FROM {target} WHERE ({key}) = (SELECT {keyValues} FROM (SELECT OLD.*) AS {source});
                END IF;
              END IF;
              IF TG_OP <> 'DELETE' THEN
                INSERT INTO {target} ({SqlIdentifier.QuoteAll(Columns.Select(static c => c.Key))})
                SELECT {values} FROM (SELECT NEW.*) AS {source}
                ON CONFLICT ({key}) DO {conflict};
              END IF;
              RETURN NULL;
            END

            """;
    }
}
