using System.Collections.Generic;
using System.Linq;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;
using Microsoft.EntityFrameworkCore.Migrations.Operations.Builders;
using MigrationSafety.Core.Changes;
using MigrationSafety.Core.Recipes;

namespace MigrationSafety.Runtime.Migrations;

/// <summary>Renders recipes as EF Core operations: plain SQL operations, so that scripts, bundles and Migrate() all know them.</summary>
internal static class RecipeOperations
{
    /// <summary>Writes a recipe's steps, each as one command.</summary>
    /// <returns>The command that does what the name says.</returns>
    public static OperationBuilder<SqlOperation> Write(this MigrationBuilder builder, IReadOnlyList<SqlStep> steps)
    {
        OperationBuilder<SqlOperation>? main = null;
        foreach (var step in steps)
        {
            var written = builder.Write(step.Statements, step.SuppressTransaction);
            main = step.IsMain || main is null ? written : main;
        }

        return main!;
    }

    /// <summary>Statements as one command; outside the transaction always one alone.</summary>
    public static OperationBuilder<SqlOperation> Write(
        this MigrationBuilder builder, IReadOnlyList<string> statements, bool suppressTransaction = false) =>
        builder.Sql(string.Concat(statements.Select(static s => s + ";\n")), suppressTransaction);

    public static QualifiedName Table(string name, string? schema) => new(schema, name);
}
