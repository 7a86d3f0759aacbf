using System;
using System.Collections.Generic;
using Microsoft.EntityFrameworkCore.Migrations.Operations;
using Microsoft.EntityFrameworkCore.Migrations.Operations.Builders;
using MigrationSafety.Core.Recipes.Online;
using MigrationSafety.Runtime.Migrations;

namespace Microsoft.EntityFrameworkCore.Migrations;

/// <summary>Views under former names, for the version of the application that is still running.</summary>
public static class CompatibilityViewExtensions
{
    /// <summary>
    /// Makes an updatable view of a table, with the table's grants, and with security_invoker from PostgreSQL 15 on. Below 15 a
    /// view reads with its owner's rights, past row-level security. COPY and columns that the table gets later do not go
    /// through it. Its reverse is <see cref="DropCompatibilityView"/>.
    /// </summary>
    /// <param name="migrationBuilder">The builder.</param>
    /// <param name="name">The view's name: the name that the running version uses.</param>
    /// <param name="table">The table as it is called now.</param>
    /// <param name="columns">The view's columns, with the table's column for each; null: the same as the table's.</param>
    /// <param name="schema">The view's schema; null for the default one.</param>
    /// <param name="tableSchema">The table's schema; null for the default one.</param>
    public static OperationBuilder<SqlOperation> CreateCompatibilityView(
        this MigrationBuilder migrationBuilder,
        string name,
        string table,
        IReadOnlyDictionary<string, string>? columns = null,
        string? schema = null,
        string? tableSchema = null)
    {
        ArgumentNullException.ThrowIfNull(migrationBuilder);
        return migrationBuilder.Write(new CompatibilityView
        {
            View = RecipeOperations.Table(name, schema),
            Table = RecipeOperations.Table(table, tableSchema),
            Columns = columns is null ? [] : [.. columns],
        }.Create());
    }

    /// <summary>Drops the view of <see cref="CreateCompatibilityView"/>.</summary>
    /// <param name="migrationBuilder">The builder.</param>
    /// <param name="name">The view's name.</param>
    /// <param name="schema">The view's schema; null for the default one.</param>
    public static OperationBuilder<SqlOperation> DropCompatibilityView(
        this MigrationBuilder migrationBuilder, string name, string? schema = null)
    {
        ArgumentNullException.ThrowIfNull(migrationBuilder);
        return migrationBuilder.Write(CompatibilityView.Drop(RecipeOperations.Table(name, schema)));
    }
}
