using MigrationSafety.Core.Changes;
using MigrationSafety.Core.Sql;

namespace MigrationSafety.Core.Recipes;

/// <summary>The parts of a constraint's SQL: from the statement to the letter, or written for an EF Core operation.</summary>
internal readonly record struct ConstraintText(string AlterTable, string Definition)
{
    /// <param name="add">The change.</param>
    /// <param name="request">Its statement, if any.</param>
    /// <param name="operationDefinition">The definition for an EF Core operation; null where it is not known.</param>
    public static ConstraintText? For(AddConstraint add, RecipeRequest request, string? operationDefinition)
    {
        if (request.Statement is null)
        {
            return operationDefinition is null
                ? null
                : new ConstraintText("ALTER TABLE " + SqlIdentifier.Quote(add.Table), operationDefinition);
        }

        return AlterTableText.TryRead(request.Statement) is { } statement
            && add.Constraint.Name is { } name
            && statement.FindAddConstraint(name) is { } command
                ? new ConstraintText(statement.Prefix, statement.Text((command.First + 3, command.End)))
                : null;
    }
}
