using System.Collections.Generic;
using System.Linq;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;
using Microsoft.EntityFrameworkCore.Migrations.Operations.Builders;
using MigrationSafety.Core;
using MigrationSafety.Core.Changes;
using MigrationSafety.Core.Recipes;
using MigrationSafety.Core.Sql;
using MigrationSafety.Core.State;

namespace MigrationSafety.Runtime.Migrations;

/// <summary>Renders recipes as EF Core operations: plain SQL operations, so that scripts, bundles and Migrate() all know them.</summary>
internal static class RecipeOperations
{
    // The form by a validated CHECK holds from 12 on, also where 18 has one of its own; a migration is written before it is known where it runs.
    private static readonly PostgresVersion EveryVersion = new(12);

    /// <summary>Writes the safe form of one unsafe statement, as the code fix for the rule would.</summary>
    public static OperationBuilder<SqlOperation> Safely(this MigrationBuilder builder, string ruleId, string unsafeStatement)
    {
        var change = SqlReader.Read(unsafeStatement).Changes.Single();
        var recipe = RecipeBook.For(ruleId, new RecipeRequest
        {
            Change = change,
            Statement = new SqlStatementText(unsafeStatement),
            Before = SchemaState.Empty,
            Version = EveryVersion,
        })!;
        OperationBuilder<SqlOperation>? main = null;
        foreach (var step in recipe.Steps.Cast<SqlStep>())
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

    public static string AlterTable(string table, string? schema) => "ALTER TABLE " + SqlIdentifier.Quote(new QualifiedName(schema, table)) + " ";
}
