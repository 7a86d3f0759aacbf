using MigrationSafety.Core.Changes;

namespace MigrationSafety.Core.Recipes;

/// <summary>MIG1007: add the CHECK NOT VALID, validate it after the commit.</summary>
internal static class CheckNotValid
{
    public static Recipe? For(AddConstraint add, RecipeRequest request)
    {
        var constraint = add.Constraint;
        if (constraint is not { Kind: ConstraintKind.Check, NotValid: false, NotEnforced: false })
        {
            return null;
        }

        var operationDefinition = request.Operation?.Arguments is { } arguments && arguments.TryGetValue("sql", out var value) && value is string sql
            ? $"CHECK ({sql})"
            : null;
        return ConstraintText.For(add, request, operationDefinition) is not { } text ? null : new Recipe
        {
            Title = $"Add check constraint {text.Name} NOT VALID, then validate it",
            Steps = NotValidThenValidate.Steps(text.AlterTable, text.Name, text.Definition, "SHARE UPDATE EXCLUSIVE"),
        };
    }
}
