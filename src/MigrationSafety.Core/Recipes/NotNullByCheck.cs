using System.Collections.Generic;
using MigrationSafety.Core.Changes;
using MigrationSafety.Core.Sql;
using MigrationSafety.Core.State;

namespace MigrationSafety.Core.Recipes;

/// <summary>
/// MIG1008: prove that the column has no NULL under a weak lock, so that SET NOT NULL need not look: by a CHECK that is dropped
/// again (12 to 17), or by a NOT NULL constraint of its own (18 and later).
/// </summary>
internal static class NotNullByCheck
{
    // Before 12 SET NOT NULL scans whatever constraints say.
    private const int CheckSpareScanSince = 12;
    private const int NativeSince = 18;
    private const string HelperLabel = "not_null_check";

    public static Recipe? For(SetNotNull change, RecipeRequest request)
    {
        RecipeStep? main = request.Statement is null ? KeepOperation() : MainStep(change, request.Statement);
        if (main is null || request.Version.Major < CheckSpareScanSince)
        {
            return null;
        }

        var alterTable = request.Statement is { } statement
            ? AlterTableText.TryRead(statement)!.Prefix
            : "ALTER TABLE " + SqlIdentifier.Quote(change.Table);
        return new Recipe
        {
            Title = $"Set {change.Column} NOT NULL without a scan under lock",
            Steps = request.Version.Major >= NativeSince ? Native(change, alterTable, main) : ByCheck(change, alterTable, main),
        };
    }

    // A name that SET NOT NULL on 18 would not choose for its own constraint.
    private static string HelperName(SetNotNull change) =>
        AutoNames.Choose(change.Table.Name, change.Column, HelperLabel, static _ => false);

    /// <summary>True for the name of a helper CHECK.</summary>
    public static bool IsHelper(string constraint) => constraint.EndsWith("_" + HelperLabel, System.StringComparison.Ordinal);

    private static IReadOnlyList<RecipeStep> ByCheck(SetNotNull change, string alterTable, RecipeStep main)
    {
        var helper = HelperName(change);
        return
        [
            .. Proof(alterTable, helper, $"CHECK ({SqlIdentifier.Quote(change.Column)} IS NOT NULL)"),
            main,
            new SqlStep
            {
                // Not in one statement with SET NOT NULL: that would scan again.
                Statements = [$"{alterTable} DROP CONSTRAINT {SqlIdentifier.Quote(helper)}"],
                Prose = "Drop the helper constraint: NOT NULL stands for it now.",
            },
        ];
    }

    private static IReadOnlyList<RecipeStep> Native(SetNotNull change, string alterTable, RecipeStep main)
    {
        // The name that SET NOT NULL would choose.
        var name = AutoNames.Choose(change.Table.Name, change.Column, "not_null", static _ => false);
        var proof = Proof(alterTable, name, "NOT NULL " + SqlIdentifier.Quote(change.Column));
        return main is OperationStep ? [.. proof, main] : proof;
    }

    private static IReadOnlyList<RecipeStep> Proof(string alterTable, string constraint, string definition) =>
        NotValidThenValidate.Steps(alterTable, constraint, definition, "SHARE UPDATE EXCLUSIVE");

    private static OperationStep KeepOperation() => new() { Prose = MainProse };

    private static SqlStep? MainStep(SetNotNull change, SqlStatementText statement) =>
        AlterTableText.TryRead(statement) is { } alterTable && alterTable.FindSetNotNull(change.Column) is { } command
            ? new SqlStep
            {
                Statements = [alterTable.Prefix + " " + alterTable.Text(command)],
                IsMain = true,
                Prose = MainProse,
            }
            : null;

    private const string MainProse = "Set NOT NULL: the validated constraint spares the scan, so the strong lock is short.";
}
