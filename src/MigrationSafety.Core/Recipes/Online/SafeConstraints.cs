using System.Collections.Generic;
using System.Linq;
using MigrationSafety.Core.Changes;
using MigrationSafety.Core.Sql;
using MigrationSafety.Core.State;

namespace MigrationSafety.Core.Recipes.Online;

/// <summary>Constraints that are added, validated and dropped while the application reads and writes: by the recipes of the rules that warn of the plain form.</summary>
internal static class SafeConstraints
{
    // The form by a validated CHECK holds from 12 on, also where 18 has one of its own; a migration is written before it is known where it runs.
    private static readonly PostgresVersion EveryVersion = new(12);

    /// <param name="table">The referencing table.</param>
    /// <param name="name">The constraint.</param>
    /// <param name="columns">The referencing columns.</param>
    /// <param name="referenced">The referenced table.</param>
    /// <param name="referencedColumns">Its columns; null: its primary key.</param>
    /// <param name="actions">ON UPDATE and ON DELETE, each with a blank before it; empty: none.</param>
    public static IReadOnlyList<SqlStep> AddForeignKey(
        QualifiedName table, string name, IReadOnlyList<string> columns, QualifiedName referenced, IReadOnlyList<string>? referencedColumns, string actions) =>
        Safely(
            "MIG1004",
            AlterTable(table) + $"ADD CONSTRAINT {SqlIdentifier.Quote(name)} FOREIGN KEY ({SqlIdentifier.QuoteAll(columns)}) REFERENCES {SqlIdentifier.Quote(referenced)}"
                + (referencedColumns is null ? "" : $" ({SqlIdentifier.QuoteAll(referencedColumns)})") + actions);

    public static IReadOnlyList<SqlStep> AddCheck(QualifiedName table, string name, string condition) =>
        Safely("MIG1007", AlterTable(table) + $"ADD CONSTRAINT {SqlIdentifier.Quote(name)} CHECK ({condition})");

    public static IReadOnlyList<SqlStep> SetNotNull(QualifiedName table, string column) =>
        Safely("MIG1008", AlterTable(table) + $"ALTER COLUMN {SqlIdentifier.Quote(column)} SET NOT NULL");

    public static string Validate(QualifiedName table, string name) => AlterTable(table) + "VALIDATE CONSTRAINT " + SqlIdentifier.Quote(name);

    public static string DropNotNull(QualifiedName table, string column) => AlterTable(table) + $"ALTER COLUMN {SqlIdentifier.Quote(column)} DROP NOT NULL";

    /// <param name="table">The table.</param>
    /// <param name="name">The constraint.</param>
    /// <param name="kind">UNIQUE or PRIMARY KEY.</param>
    /// <param name="index">Its index, which takes the constraint's name.</param>
    public static string AddUsingIndex(QualifiedName table, string name, string kind, string index) =>
        AlterTable(table) + $"ADD CONSTRAINT {SqlIdentifier.Quote(name)} {kind} USING INDEX {SqlIdentifier.Quote(index)}";

    private static string AlterTable(QualifiedName table) => "ALTER TABLE " + SqlIdentifier.Quote(table) + " ";

    /// <summary>The safe form of one unsafe statement, as the code fix for the rule would write it.</summary>
    private static IReadOnlyList<SqlStep> Safely(string ruleId, string unsafeStatement) =>
        RecipeBook.For(ruleId, new RecipeRequest
        {
            Change = SqlReader.Read(unsafeStatement).Changes.Single(),
            Statement = new SqlStatementText(unsafeStatement),
            Before = SchemaState.Empty,
            Version = EveryVersion,
        })!.Steps.Cast<SqlStep>().ToList();
}
