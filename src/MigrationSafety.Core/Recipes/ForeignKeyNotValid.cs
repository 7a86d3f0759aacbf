using MigrationSafety.Core.Changes;
using MigrationSafety.Core.Sql;

namespace MigrationSafety.Core.Recipes;

/// <summary>MIG1004: add the foreign key NOT VALID, validate it after the commit.</summary>
internal static class ForeignKeyNotValid
{
    // NOT VALID on a partitioned referencing table: error 42809 before 18.
    private const int PartitionedSince = 18;

    public static Recipe? For(AddConstraint add, RecipeRequest request)
    {
        var constraint = add.Constraint;
        if (constraint is not { Kind: ConstraintKind.ForeignKey, NotValid: false, NotEnforced: false }
            || (request.Version.Major < PartitionedSince && request.IsPartitioned(add.Table)))
        {
            return null;
        }

        return ConstraintText.For(add, request, Definition(constraint)) is not { } text ? null : new Recipe
        {
            Title = $"Add foreign key {text.Name} NOT VALID, then validate it",
            Steps = NotValidThenValidate.Steps(
                text.AlterTable, text.Name, text.Definition, "SHARE UPDATE EXCLUSIVE here and ROW SHARE on the referenced table"),
        };
    }

    private static string? Definition(ConstraintDefinition constraint)
    {
        if (constraint.ReferencedTable is not { } referenced || constraint.Columns.IsEmpty)
        {
            return null;
        }

        var referencedColumns = constraint.ReferencedColumns.IsEmpty
            ? ""
            : $" ({SqlIdentifier.QuoteAll(constraint.ReferencedColumns)})";
        return $"FOREIGN KEY ({SqlIdentifier.QuoteAll(constraint.Columns)}) REFERENCES {SqlIdentifier.Quote(referenced)}{referencedColumns}"
            + (constraint.OnUpdate is null ? "" : " ON UPDATE " + constraint.OnUpdate)
            + (constraint.OnDelete is null ? "" : " ON DELETE " + constraint.OnDelete);
    }
}
