using System.Collections.Generic;
using MigrationSafety.Core.Changes;
using MigrationSafety.Core.Sql;

namespace MigrationSafety.Core.Recipes.Online;

/// <summary>
/// Keeps two columns of one table in step while versions of an application that know only one of them write side by side.
/// Measured on 12 to 18: UPDATE: the changed side wins; both changed and unequal: the new side wins and is logged; INSERT: a
/// side that is equal to its default counts as not given; a backfill batch, marked by <see cref="BackfillMarker"/>, never
/// writes the old side, because what flows back through two conversions is not what was there.
/// </summary>
internal sealed record SyncColumns
{
    /// <summary>The setting in which a backfill batch names itself, for the length of its transaction.</summary>
    public const string BackfillMarker = "migration_safety.backfill";

    public required QualifiedName Table { get; init; }

    public required string OldColumn { get; init; }

    public required string NewColumn { get; init; }

    /// <summary>An SQL expression over the table's columns that gives the new column's value.</summary>
    public required string OldToNew { get; init; }

    /// <summary>An SQL expression over the table's columns that gives the old column's value; null: the old column is not written.</summary>
    public string? NewToOld { get; init; }

    /// <summary>The old column's default as SQL: an INSERT that leaves it so has not written the old side.</summary>
    public string OldDefault { get; init; } = "NULL";

    /// <summary>The new column's default as SQL.</summary>
    public string NewDefault { get; init; } = "NULL";

    public string Name => SyncName.Of(Table.Name, OldColumn + "_" + NewColumn);

    private QualifiedName Function => new(Table.Schema, Name);

    /// <summary>Function and trigger; both may be there already.</summary>
    public IReadOnlyList<string> Create() =>
    [
        "CREATE OR REPLACE FUNCTION " + SqlIdentifier.Quote(Function) + "() RETURNS trigger LANGUAGE plpgsql AS "
            + SqlLiteral.Quote(Body()),
        DropTrigger(),
        // Without OF: an application's UPDATE of any other column fills a row that the backfill has not reached.
        $"CREATE TRIGGER {SqlIdentifier.Quote(Name)} BEFORE INSERT OR UPDATE ON {SqlIdentifier.Quote(Table)} "
            + $"FOR EACH ROW EXECUTE PROCEDURE {SqlIdentifier.Quote(Function)}()",
    ];

    /// <summary>The reverse of <see cref="Create"/>.</summary>
    public IReadOnlyList<string> Drop() => [DropTrigger(), "DROP FUNCTION IF EXISTS " + SqlIdentifier.Quote(Function) + "()"];

    private string DropTrigger() => $"DROP TRIGGER IF EXISTS {SqlIdentifier.Quote(Name)} ON {SqlIdentifier.Quote(Table)}";

    private string Body()
    {
        var old = "NEW." + SqlIdentifier.Quote(OldColumn);
        var @new = "NEW." + SqlIdentifier.Quote(NewColumn);
        var row = " FROM (SELECT NEW.*) AS " + SqlIdentifier.Quote(Table.Name) + ";";
        var toNew = $"SELECT ({OldToNew}) INTO {@new}{row}";
        var toOld = NewToOld is null ? "NULL;" : $"SELECT ({NewToOld}) INTO {old}{row}";
        return $"""

            #variable_conflict use_column
            DECLARE
              sync_old_changed boolean;
              sync_new_changed boolean;
              sync_old_given {SqlIdentifier.Quote(Table)}.{SqlIdentifier.Quote(OldColumn)}%TYPE := {old};
            BEGIN
              IF coalesce(current_setting('{BackfillMarker}', true), '') <> '' THEN
                RETURN NEW;
              END IF;
              IF TG_OP = 'INSERT' THEN
                sync_old_changed := {old} IS DISTINCT FROM ({OldDefault});
                sync_new_changed := {@new} IS DISTINCT FROM ({NewDefault});
              ELSE
                sync_old_changed := {old} IS DISTINCT FROM OLD.{SqlIdentifier.Quote(OldColumn)};
                sync_new_changed := {@new} IS DISTINCT FROM OLD.{SqlIdentifier.Quote(NewColumn)};
              END IF;
              IF sync_new_changed THEN
                {toOld}
                IF sync_old_changed AND {old} IS DISTINCT FROM sync_old_given THEN
                  RAISE LOG '% wrote both sides with different values; the new side wins', {SqlLiteral.Quote(Name)};
                END IF;
              ELSIF sync_old_changed OR {@new} IS NULL THEN
                {toNew}
              END IF;
              RETURN NEW;
            END

            """;
    }
}
