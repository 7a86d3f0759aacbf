using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using MigrationSafety.Core.Changes;

namespace MigrationSafety.Analyzers.Usages;

/// <summary>
/// Which property is stored in a column, where no Designer or snapshot tells: attributes, configuration, and EF Core's
/// conventions (the DbSet's name is the table's, the property's the column's; in another spelling where a naming
/// convention is installed).
/// </summary>
internal sealed class ConventionMapping
{
    private readonly Compilation compilation;
    private readonly FluentMapping fluent;
    private readonly CancellationToken cancellationToken;
    private readonly bool hasNamingConvention;

    public ConventionMapping(Compilation compilation, SemanticModels models, CancellationToken cancellationToken)
    {
        this.compilation = compilation;
        this.cancellationToken = cancellationToken;
        fluent = new FluentMapping(compilation, models, cancellationToken);
        hasNamingConvention = compilation.ReferencedAssemblyNames.Any(static name => name.Name == "EFCore.NamingConventions");
    }

    public IEnumerable<(INamedTypeSymbol Entity, IPropertySymbol Property)> PropertiesOf(QualifiedName table, string column)
    {
        foreach (var entity in EntitiesOf(table))
        {
            for (INamedTypeSymbol? type = entity; type is not null; type = type.BaseType)
            {
                foreach (var property in type.GetMembers().OfType<IPropertySymbol>())
                {
                    if (IsStored(property) && IsIn(property, column))
                    {
                        yield return (entity, property);
                    }
                }
            }
        }
    }

    public IReadOnlyCollection<INamedTypeSymbol> EntitiesOf(QualifiedName table)
    {
        var sets = compilation.GetSymbolsWithName(name => IsCalled(name, table.Name), SymbolFilter.Member, cancellationToken)
            .OfType<IPropertySymbol>()
            .Select(static property => property.Type)
            .OfType<INamedTypeSymbol>()
            .Where(static type => type is { Name: "DbSet", TypeArguments.Length: 1 })
            .Select(static type => type.TypeArguments[0])
            .OfType<INamedTypeSymbol>();
        return new HashSet<INamedTypeSymbol>(
            sets.Where(type => TableOf(type) is null).Concat(fluent.EntitiesWith(table.Name)), SymbolEqualityComparer.Default);
    }

    private bool IsIn(IPropertySymbol property, string column) =>
        (fluent.ColumnOf(property) ?? Argument(property, "ColumnAttribute")) is { } name
            ? name == column
            : IsCalled(property.Name, column);

    /// <summary>The table of [Table("orders")].</summary>
    private static string? TableOf(INamedTypeSymbol type) => Argument(type, "TableAttribute");

    /// <summary>EF Core's convention stores what can be read and set and is not told to be left out.</summary>
    private bool IsStored(IPropertySymbol property) =>
        property is { IsStatic: false, IsIndexer: false, GetMethod: not null, SetMethod: not null, DeclaredAccessibility: Accessibility.Public }
        && !property.GetAttributes().Any(static attribute => attribute.AttributeClass?.Name == "NotMappedAttribute")
        && !fluent.IsIgnored(property);

    private static string? Argument(ISymbol symbol, string attribute) =>
        symbol.GetAttributes().FirstOrDefault(found => found.AttributeClass?.Name == attribute)?.ConstructorArguments.FirstOrDefault().Value as string;

    private bool IsCalled(string member, string name) =>
        member == name || hasNamingConvention && Plain(member).Equals(Plain(name), StringComparison.OrdinalIgnoreCase);

    private static string Plain(string name) => name.Replace("_", "");
}
