using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.EntityFrameworkCore.Migrations.Operations;
using Microsoft.EntityFrameworkCore.Migrations.Operations.Builders;
using MigrationSafety.Core.Recipes.Online;
using MigrationSafety.Runtime.Migrations;

namespace Microsoft.EntityFrameworkCore.Migrations;

/// <summary>Triggers that keep an old and a new place of the same data in step while two versions of an application write.</summary>
public static class SyncExtensions
{
    /// <summary>
    /// Keeps two columns of a table in step by a BEFORE trigger (SHARE ROW EXCLUSIVE, briefly). On UPDATE the changed side
    /// wins; where both change to different values the new side wins and the server logs it; on INSERT a side that is equal to its
    /// default counts as not given; a backfill batch never writes the old side. Its reverse is <see cref="DropColumnSync"/>.
    /// On a partitioned table from PostgreSQL 13 on.
    /// </summary>
    /// <param name="migrationBuilder">The builder.</param>
    /// <param name="table">The table.</param>
    /// <param name="oldColumn">The column that the running version knows.</param>
    /// <param name="newColumn">The column that the next version knows.</param>
    /// <param name="oldToNew">The new column's value, as SQL over the table's columns.</param>
    /// <param name="newToOld">The old column's value, as SQL over the table's columns; null: the old column is never written.</param>
    /// <param name="oldDefault">The old column's default, as SQL.</param>
    /// <param name="newDefault">The new column's default, as SQL.</param>
    /// <param name="schema">The schema; null for the default one.</param>
    public static OperationBuilder<SqlOperation> SyncColumns(
        this MigrationBuilder migrationBuilder,
        string table,
        string oldColumn,
        string newColumn,
        string oldToNew,
        string? newToOld,
        string oldDefault = "NULL",
        string newDefault = "NULL",
        string? schema = null)
    {
        ArgumentNullException.ThrowIfNull(migrationBuilder);
        return migrationBuilder.Write(new SyncColumns
        {
            Table = RecipeOperations.Table(table, schema),
            OldColumn = oldColumn,
            NewColumn = newColumn,
            OldToNew = oldToNew,
            NewToOld = newToOld,
            OldDefault = oldDefault,
            NewDefault = newDefault,
        }.Create());
    }

    /// <summary>Removes the trigger of <see cref="SyncColumns"/> (ACCESS EXCLUSIVE, briefly); the columns stay as they are.</summary>
    /// <param name="migrationBuilder">The builder.</param>
    /// <param name="table">The table.</param>
    /// <param name="oldColumn">The column that the running version knows.</param>
    /// <param name="newColumn">The column that the next version knows.</param>
    /// <param name="schema">The schema; null for the default one.</param>
    public static OperationBuilder<SqlOperation> DropColumnSync(
        this MigrationBuilder migrationBuilder, string table, string oldColumn, string newColumn, string? schema = null)
    {
        ArgumentNullException.ThrowIfNull(migrationBuilder);
        return migrationBuilder.Write(new SyncColumns
        {
            Table = RecipeOperations.Table(table, schema),
            OldColumn = oldColumn,
            NewColumn = newColumn,
            OldToNew = "NULL",
        }.Drop());
    }

    /// <summary>
    /// Repeats every INSERT, UPDATE and DELETE of one table on another, by an AFTER trigger (SHARE ROW EXCLUSIVE, briefly). One way
    /// only: both ways at once would deadlock. Its reverse is <see cref="DropTableSync"/>.
    /// </summary>
    /// <param name="migrationBuilder">The builder.</param>
    /// <param name="source">The table that the application writes.</param>
    /// <param name="target">The table that follows.</param>
    /// <param name="keyColumns">Columns of the target with a unique index over them.</param>
    /// <param name="columns">Columns of the target, key included, with SQL over the source's columns for each.</param>
    /// <param name="sourceSchema">The source's schema; null for the default one.</param>
    /// <param name="targetSchema">The target's schema; null for the default one.</param>
    /// <exception cref="ArgumentException">A key column is not among the columns.</exception>
    public static OperationBuilder<SqlOperation> SyncTables(
        this MigrationBuilder migrationBuilder,
        string source,
        string target,
        string[] keyColumns,
        IReadOnlyDictionary<string, string> columns,
        string? sourceSchema = null,
        string? targetSchema = null)
    {
        ArgumentNullException.ThrowIfNull(migrationBuilder);
        ArgumentNullException.ThrowIfNull(columns);
        if (keyColumns.FirstOrDefault(key => !columns.ContainsKey(key)) is { } missing)
        {
            throw new ArgumentException(
                $"The key column \"{missing}\" of \"{target}\" is not among the columns: say which SQL over \"{source}\" gives it.", nameof(columns));
        }

        return migrationBuilder.Write(new SyncTables
        {
            Source = RecipeOperations.Table(source, sourceSchema),
            Target = RecipeOperations.Table(target, targetSchema),
            KeyColumns = keyColumns,
            Columns = [.. columns],
        }.Create());
    }

    /// <summary>Removes the trigger of <see cref="SyncTables"/> (ACCESS EXCLUSIVE, briefly); the target stays as it is.</summary>
    /// <param name="migrationBuilder">The builder.</param>
    /// <param name="source">The table that the application writes.</param>
    /// <param name="target">The table that follows.</param>
    /// <param name="sourceSchema">The source's schema; null for the default one.</param>
    /// <param name="targetSchema">The target's schema; null for the default one.</param>
    public static OperationBuilder<SqlOperation> DropTableSync(
        this MigrationBuilder migrationBuilder, string source, string target, string? sourceSchema = null, string? targetSchema = null)
    {
        ArgumentNullException.ThrowIfNull(migrationBuilder);
        return migrationBuilder.Write(new SyncTables
        {
            Source = RecipeOperations.Table(source, sourceSchema),
            Target = RecipeOperations.Table(target, targetSchema),
            KeyColumns = [],
            Columns = [],
        }.Drop());
    }

    /// <summary>
    /// Two columns of a table change their names under one ACCESS EXCLUSIVE lock, briefly. Its own reverse. A prepared SELECT of
    /// them fails once with 0A000 (cached plan must not change result type). Remove a trigger that names them first.
    /// </summary>
    /// <param name="migrationBuilder">The builder.</param>
    /// <param name="table">The table.</param>
    /// <param name="first">One column.</param>
    /// <param name="second">The other.</param>
    /// <param name="schema">The schema; null for the default one.</param>
    public static OperationBuilder<SqlOperation> SwapColumns(
        this MigrationBuilder migrationBuilder, string table, string first, string second, string? schema = null)
    {
        ArgumentNullException.ThrowIfNull(migrationBuilder);
        return migrationBuilder.Write(
            MigrationSafety.Core.Recipes.Online.SwapColumns.Statements(RecipeOperations.Table(table, schema), first, second));
    }
}
