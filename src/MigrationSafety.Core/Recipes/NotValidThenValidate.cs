using System.Collections.Generic;
using MigrationSafety.Core.Sql;

namespace MigrationSafety.Core.Recipes;

/// <summary>The two steps that every constraint recipe shares: add without looking at the rows, then look under a weak lock.</summary>
internal static class NotValidThenValidate
{
    /// <param name="alterTable"><c>ALTER TABLE t</c></param>
    /// <param name="constraint">The constraint's name.</param>
    /// <param name="definition">The constraint without NOT VALID.</param>
    /// <param name="validateLocks">What VALIDATE locks, for the prose.</param>
    public static IReadOnlyList<RecipeStep> Steps(string alterTable, string constraint, string definition, string validateLocks)
    {
        var name = SqlIdentifier.Quote(constraint);
        return
        [
            new SqlStep
            {
                Statements =
                [
                    $"{alterTable} DROP CONSTRAINT IF EXISTS {name}",
                    $"{alterTable} ADD CONSTRAINT {name} {definition} NOT VALID",
                ],
                IsMain = true,
                Prose = "Add the constraint for new rows only: a short lock, no scan. An earlier try's constraint is replaced.",
            },
            new SqlStep
            {
                Statements = [$"{alterTable} VALIDATE CONSTRAINT {name}"],
                SuppressTransaction = true,
                Prose = $"Check the old rows after the commit, under {validateLocks}: reads and writes go on.",
            },
        ];
    }
}
