using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using MigrationSafety.Analyzers.Tests.Lowering;
using MigrationSafety.Core.Changes;
using MigrationSafety.Core.Models;
using MigrationSafety.Verification;

namespace MigrationSafety.Analyzers.Tests.Models;

/// <summary>The tables of a model in words, from EF Core itself and from our reader.</summary>
internal static class TargetModel
{
    /// <summary>Compiles a Designer, lets EF Core run it and asks for its tables.</summary>
    public static IReadOnlyList<string> Describe(string designer) =>
        NpgsqlSql.TargetModel(CSharpCompilation.Create(
                "Designer",
                [CSharpSyntaxTree.ParseText(designer)],
                References.EfCoreWithNpgsql,
                new CSharpCompilationOptions(Microsoft.CodeAnalysis.OutputKind.DynamicallyLinkedLibrary)))
            .GetRelationalModel().Tables.Select(Describe).Order(StringComparer.Ordinal).ToList();

    public static string Describe(MappedTable table) =>
        table.Name + "(" + string.Join(", ", table.Columns
            .Select(static c => Describe(c.Name, c.StoreType, c.IsNullable ?? false, c.IsKey, c.IsConcurrencyToken))
            .Order(StringComparer.Ordinal)) + ")";

    private static string Describe(ITable table) =>
        new QualifiedName(table.Schema, table.Name) + "(" + string.Join(", ", table.Columns
            .Select(column => Describe(
                column.Name,
                column.StoreType,
                column.IsNullable,
                table.PrimaryKey!.Columns.Contains(column),
                column.PropertyMappings.Any(static mapping => mapping.Property.IsConcurrencyToken)))
            .Order(StringComparer.Ordinal)) + ")";

    private static string Describe(string name, string? type, bool nullable, bool key, bool token) =>
        name + " " + type + (nullable ? "" : " not null") + (key ? " key" : "") + (token ? " token" : "");
}
