using System;
using Microsoft.EntityFrameworkCore.Migrations.Operations;
using Microsoft.EntityFrameworkCore.Migrations.Operations.Builders;
using MigrationSafety.Core.Recipes.Online;
using MigrationSafety.Runtime.Migrations;

namespace Microsoft.EntityFrameworkCore.Migrations;

/// <summary>Constraints that read the table only under locks which let the application read and write.</summary>
public static class SafeConstraintExtensions
{
    /// <summary>
    /// Adds a foreign key NOT VALID (SHARE ROW EXCLUSIVE on both tables, briefly), then validates it in a transaction of its own
    /// under SHARE UPDATE EXCLUSIVE and ROW SHARE (measured on PostgreSQL 10 to 18). Its reverse is DropForeignKey. Not
    /// possible on a partitioned referencing table before PostgreSQL 18.
    /// </summary>
    /// <param name="migrationBuilder">The builder.</param>
    /// <param name="name">The constraint's name.</param>
    /// <param name="table">The referencing table.</param>
    /// <param name="columns">Its columns.</param>
    /// <param name="principalTable">The referenced table.</param>
    /// <param name="principalColumns">Its columns; null: its primary key.</param>
    /// <param name="schema">The referencing table's schema; null for the default one.</param>
    /// <param name="principalSchema">The referenced table's schema; null for the default one.</param>
    /// <param name="onUpdate">What happens when the referenced key changes.</param>
    /// <param name="onDelete">What happens when the referenced row is deleted.</param>
    public static OperationBuilder<SqlOperation> AddForeignKeySafely(
        this MigrationBuilder migrationBuilder,
        string name,
        string table,
        string[] columns,
        string principalTable,
        string[]? principalColumns = null,
        string? schema = null,
        string? principalSchema = null,
        ReferentialAction onUpdate = ReferentialAction.NoAction,
        ReferentialAction onDelete = ReferentialAction.NoAction)
    {
        ArgumentNullException.ThrowIfNull(migrationBuilder);
        return migrationBuilder.Write(SafeConstraints.AddForeignKey(
            RecipeOperations.Table(table, schema),
            name,
            columns,
            RecipeOperations.Table(principalTable, principalSchema),
            principalColumns,
            ForeignKeyActions.Clauses(onUpdate.ToString(), onDelete.ToString())));
    }

    /// <summary>
    /// Adds a CHECK NOT VALID (ACCESS EXCLUSIVE, briefly), then validates it in a transaction of its own under SHARE UPDATE
    /// EXCLUSIVE (measured on PostgreSQL 10 to 18). Its reverse is DropCheckConstraint.
    /// </summary>
    /// <param name="migrationBuilder">The builder.</param>
    /// <param name="name">The constraint's name.</param>
    /// <param name="table">The table.</param>
    /// <param name="sql">The condition, as SQL.</param>
    /// <param name="schema">The schema; null for the default one.</param>
    public static OperationBuilder<SqlOperation> AddCheckConstraintSafely(
        this MigrationBuilder migrationBuilder, string name, string table, string sql, string? schema = null)
    {
        ArgumentNullException.ThrowIfNull(migrationBuilder);
        return migrationBuilder.Write(SafeConstraints.AddCheck(RecipeOperations.Table(table, schema), name, sql));
    }

    /// <summary>
    /// Validates a constraint that was added NOT VALID, in a transaction of its own, under SHARE UPDATE EXCLUSIVE (measured on
    /// PostgreSQL 10 to 18). There is nothing to reverse.
    /// </summary>
    /// <param name="migrationBuilder">The builder.</param>
    /// <param name="name">The constraint's name.</param>
    /// <param name="table">The table.</param>
    /// <param name="schema">The schema; null for the default one.</param>
    public static OperationBuilder<SqlOperation> ValidateConstraint(
        this MigrationBuilder migrationBuilder, string name, string table, string? schema = null)
    {
        ArgumentNullException.ThrowIfNull(migrationBuilder);
        return migrationBuilder.Write([SafeConstraints.Validate(RecipeOperations.Table(table, schema), name)], suppressTransaction: true);
    }

    /// <summary>
    /// Sets a column NOT NULL without reading the table under ACCESS EXCLUSIVE: a CHECK is added NOT VALID, validated in a
    /// transaction of its own, and dropped again when NOT NULL stands (measured on PostgreSQL 12 to 18; before 12 SET NOT NULL
    /// always reads every row). Its reverse is <see cref="DropNotNull"/>.
    /// </summary>
    /// <param name="migrationBuilder">The builder.</param>
    /// <param name="column">The column.</param>
    /// <param name="table">The table.</param>
    /// <param name="schema">The schema; null for the default one.</param>
    public static OperationBuilder<SqlOperation> SetNotNullSafely(
        this MigrationBuilder migrationBuilder, string column, string table, string? schema = null)
    {
        ArgumentNullException.ThrowIfNull(migrationBuilder);
        return migrationBuilder.Write(SafeConstraints.SetNotNull(RecipeOperations.Table(table, schema), column));
    }

    /// <summary>Lets a column be NULL again (ACCESS EXCLUSIVE, briefly): the reverse of <see cref="SetNotNullSafely"/>.</summary>
    /// <param name="migrationBuilder">The builder.</param>
    /// <param name="column">The column.</param>
    /// <param name="table">The table.</param>
    /// <param name="schema">The schema; null for the default one.</param>
    public static OperationBuilder<SqlOperation> DropNotNull(
        this MigrationBuilder migrationBuilder, string column, string table, string? schema = null)
    {
        ArgumentNullException.ThrowIfNull(migrationBuilder);
        return migrationBuilder.Write([SafeConstraints.DropNotNull(RecipeOperations.Table(table, schema), column)]);
    }

    /// <summary>
    /// Makes a unique index, built before with CreateIndexConcurrently, the index of a unique constraint (ACCESS EXCLUSIVE,
    /// briefly; measured on PostgreSQL 10 to 18). The index takes the constraint's name. Its reverse is DropUniqueConstraint.
    /// </summary>
    /// <param name="migrationBuilder">The builder.</param>
    /// <param name="name">The constraint's name.</param>
    /// <param name="table">The table.</param>
    /// <param name="index">The unique index: valid, not partial, without expressions.</param>
    /// <param name="schema">The schema; null for the default one.</param>
    public static OperationBuilder<SqlOperation> AddUniqueConstraintUsingIndex(
        this MigrationBuilder migrationBuilder, string name, string table, string index, string? schema = null) =>
        migrationBuilder.UsingIndex("UNIQUE", name, table, index, schema);

    /// <summary>
    /// Makes a unique index, built before with CreateIndexConcurrently, the index of the primary key (ACCESS EXCLUSIVE, briefly;
    /// measured on PostgreSQL 10 to 18). Its columns must be NOT NULL already, or every row is read under that lock. The
    /// index takes the constraint's name. Its reverse is DropPrimaryKey.
    /// </summary>
    /// <param name="migrationBuilder">The builder.</param>
    /// <param name="name">The constraint's name.</param>
    /// <param name="table">The table.</param>
    /// <param name="index">The unique index: valid, not partial, without expressions.</param>
    /// <param name="schema">The schema; null for the default one.</param>
    public static OperationBuilder<SqlOperation> AddPrimaryKeyUsingIndex(
        this MigrationBuilder migrationBuilder, string name, string table, string index, string? schema = null) =>
        migrationBuilder.UsingIndex("PRIMARY KEY", name, table, index, schema);

    private static OperationBuilder<SqlOperation> UsingIndex(
        this MigrationBuilder migrationBuilder, string kind, string name, string table, string index, string? schema)
    {
        ArgumentNullException.ThrowIfNull(migrationBuilder);
        return migrationBuilder.Write([SafeConstraints.AddUsingIndex(RecipeOperations.Table(table, schema), name, kind, index)]);
    }
}
