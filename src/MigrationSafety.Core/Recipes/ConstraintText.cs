using System.Linq;
using MigrationSafety.Core.Changes;
using MigrationSafety.Core.Sql;
using MigrationSafety.Core.State;

namespace MigrationSafety.Core.Recipes;

/// <summary>The parts of a constraint's SQL: from the statement to the letter, or written for an EF Core operation.</summary>
internal readonly record struct ConstraintText(string Name, string AlterTable, string Definition)
{
    /// <param name="add">The change.</param>
    /// <param name="request">Its statement, if any.</param>
    /// <param name="operationDefinition">The definition for an EF Core operation; null where it is not known.</param>
    public static ConstraintText? For(AddConstraint add, RecipeRequest request, string? operationDefinition)
    {
        if (NameOf(add, request.Before) is not { } name)
        {
            return null;
        }

        if (request.Statement is null)
        {
            return operationDefinition is null
                ? null
                : new ConstraintText(name, "ALTER TABLE " + SqlIdentifier.Quote(add.Table), operationDefinition);
        }

        if (AlterTableText.TryRead(request.Statement) is not { } statement || statement.Find(add) is not { } command)
        {
            return null;
        }

        var definition = command.First + (add.Constraint.Name is null ? 1 : 3);
        return new ConstraintText(name, statement.Prefix, statement.Text((definition, command.End)));
    }

    /// <summary>
    /// The name as written, or the one PostgreSQL will choose; that is known only where all of the table is: a guess could
    /// drop somebody else's constraint.
    /// </summary>
    private static string? NameOf(AddConstraint add, SchemaState before)
    {
        if (add.Constraint.Name is not null || before.FindTable(add.Table) is not { IsComplete: true } table)
        {
            return add.Constraint.Name;
        }

        var names = table.Constraints.Select(static c => c.Name).ToArray();
        return before.Apply(add).FindTable(add.Table)?.Constraints.FirstOrDefault(c => !names.Contains(c.Name))?.Name;
    }
}
