using System;
using Microsoft.EntityFrameworkCore.Migrations.Operations;
using Microsoft.EntityFrameworkCore.Migrations.Operations.Builders;
using MigrationSafety.Core.Changes;
using MigrationSafety.Runtime.Migrations;

namespace Microsoft.EntityFrameworkCore.Migrations;

/// <summary>Indexes that are built and dropped while the application reads and writes.</summary>
public static class ConcurrentIndexExtensions
{
    /// <summary>
    /// Builds an index with CREATE INDEX CONCURRENTLY, outside the migration's transaction; an INVALID index that a failed
    /// try left is removed first. Takes SHARE UPDATE EXCLUSIVE: reads and writes go on (measured on PostgreSQL 10 to 18).
    /// With UseMigrationSafety a valid index of the same definition is kept, time-outs are lifted for this command, and a
    /// failed build is cleaned up and tried again. Not possible in an idempotent script, nor on a partitioned table.
    /// </summary>
    /// <param name="migrationBuilder">The builder.</param>
    /// <param name="name">The index's name.</param>
    /// <param name="table">The table.</param>
    /// <param name="columns">Its columns, in order.</param>
    /// <param name="schema">The schema; null for the default one.</param>
    /// <param name="unique">True for a unique index.</param>
    /// <param name="filter">The predicate of a partial index, as SQL.</param>
    /// <param name="descending">For each column whether it is sorted descending; null: all ascending.</param>
    /// <returns>The operation, for annotations such as Npgsql:IndexMethod.</returns>
    public static OperationBuilder<CreateIndexOperation> CreateIndexConcurrently(
        this MigrationBuilder migrationBuilder,
        string name,
        string table,
        string[] columns,
        string? schema = null,
        bool unique = false,
        string? filter = null,
        bool[]? descending = null)
    {
        ArgumentNullException.ThrowIfNull(migrationBuilder);
        migrationBuilder.DropIndexConcurrently(name, schema);
        return migrationBuilder
            .CreateIndex(name, table, columns, schema, unique, filter, descending)
            .Annotation(MigrationSafety.Core.Recipes.CreateIndexConcurrently.Annotation, true);
    }

    /// <summary>
    /// Drops an index with DROP INDEX CONCURRENTLY IF EXISTS, outside the migration's transaction: the reverse of
    /// <see cref="CreateIndexConcurrently"/>. Takes SHARE UPDATE EXCLUSIVE: reads and writes go on (measured on PostgreSQL 10 to 18).
    /// </summary>
    /// <param name="migrationBuilder">The builder.</param>
    /// <param name="name">The index's name.</param>
    /// <param name="schema">The schema; null for the default one.</param>
    public static OperationBuilder<SqlOperation> DropIndexConcurrently(
        this MigrationBuilder migrationBuilder, string name, string? schema = null)
    {
        ArgumentNullException.ThrowIfNull(migrationBuilder);
        return migrationBuilder.Write([MigrationSafety.Core.Recipes.DropIndexConcurrently.Statement(new QualifiedName(schema, name))], suppressTransaction: true);
    }
}
