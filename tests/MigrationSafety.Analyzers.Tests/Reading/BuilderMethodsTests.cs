using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;

using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations.Builders;
using MigrationSafety.Analyzers.Reading;
using Xunit;

namespace MigrationSafety.Analyzers.Tests.Reading;

/// <summary>The table of parameter names against EF Core's own assembly.</summary>
public sealed class BuilderMethodsTests
{
    [Fact]
    public void Every_method_of_MigrationBuilder_is_known_with_its_parameters() =>
        Assert.Equal(Real(typeof(MigrationBuilder)), Known(BuilderMethods.Builder, except: "EnsurePostgresExtension"));

    [Fact]
    public void Every_method_inside_CreateTable_is_known_with_its_parameters() =>
        Assert.Equal(
            Real(typeof(ColumnsBuilder)).Concat(Real(typeof(CreateTableBuilder<>))).Order(StringComparer.Ordinal),
            Known(BuilderMethods.Table, except: ""));

    [Fact]
    public void The_extension_methods_of_Npgsql_are_known() =>
        Assert.Equal(
            ["EnsurePostgresExtension name schema version", "IsNpgsql "],
            typeof(Npgsql.EntityFrameworkCore.PostgreSQL.Metadata.NpgsqlValueGenerationStrategy).Assembly.GetTypes()
                .Single(static type => type.Name == "NpgsqlMigrationBuilderExtensions")
                .GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly)
                .Select(static method => method.Name + " " + string.Join(" ", method.GetParameters().Skip(1).Select(static p => p.Name)))
                .Order(StringComparer.Ordinal));

    private static IEnumerable<string> Known(Dictionary<string, BuilderMethods.Overload[]> table, string except) =>
        table.Where(method => method.Key != except)
            .SelectMany(static method => method.Value.Select(overload => method.Key + " " + string.Join(" ", overload.Names)))
            .Distinct()
            .Order(StringComparer.Ordinal);

    private static IEnumerable<string> Real(Type type) =>
        type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            .Where(static method => method.GetBaseDefinition().DeclaringType != typeof(object))
            .Where(static method => !method.IsSpecialName && method.Name != "Annotation")
            .Select(static method => method.Name + " " + string.Join(" ", method.GetParameters().Select(static p => p.Name)))
            .Distinct()
            .Order(StringComparer.Ordinal);
}
