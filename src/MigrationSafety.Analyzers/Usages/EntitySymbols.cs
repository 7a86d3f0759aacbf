using System.Linq;
using Microsoft.CodeAnalysis;

namespace MigrationSafety.Analyzers.Usages;

/// <summary>The classes and properties that a model names, as a compilation knows them.</summary>
internal static class EntitySymbols
{
    /// <summary>An entity's class; its own project's first. Null for a join entity without class, and one that is gone.</summary>
    public static INamedTypeSymbol? Find(Compilation compilation, string entity)
    {
        var found = compilation.GetTypesByMetadataName(MetadataName(entity));
        return found.FirstOrDefault(type => SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, compilation.Assembly)) ?? found.FirstOrDefault();
    }

    /// <summary>A property, or the field EF Core fills instead, reached over owned types: <c>Address.Street</c>.</summary>
    public static ISymbol? Member(INamedTypeSymbol entity, string path)
    {
        ITypeSymbol? type = entity;
        ISymbol? member = null;
        foreach (var name in path.Split('.'))
        {
            member = type is null ? null : MemberOf(type, name);
            type = member switch
            {
                IPropertySymbol property => ElementOf(property.Type),
                IFieldSymbol field => ElementOf(field.Type),
                _ => null,
            };
        }

        return member;
    }

    /// <summary>The class in which the last property of a path is used: the entity, or the owned type.</summary>
    public static ITypeSymbol? Holder(INamedTypeSymbol entity, string path) =>
        path.LastIndexOf('.') is > 0 and var dot
            ? Member(entity, path.Substring(0, dot)) switch
            {
                IPropertySymbol property => ElementOf(property.Type),
                IFieldSymbol field => ElementOf(field.Type),
                _ => null,
            }
            : entity;

    /// <summary>True where a value of one type may be of the other: one is the other, or derives from it.</summary>
    public static bool AreRelated(ITypeSymbol? left, ITypeSymbol right) =>
        left is ITypeParameterSymbol or null || Derives(left, right) || Derives(right, left);

    private static bool Derives(ITypeSymbol type, ITypeSymbol from)
    {
        for (ITypeSymbol? current = type; current is not null; current = current.BaseType)
        {
            if (SymbolEqualityComparer.Default.Equals(current.OriginalDefinition, from.OriginalDefinition))
            {
                return true;
            }
        }

        return from.TypeKind == TypeKind.Interface
            && type.AllInterfaces.Any(i => SymbolEqualityComparer.Default.Equals(i.OriginalDefinition, from.OriginalDefinition));
    }

    private static ISymbol? MemberOf(ITypeSymbol type, string name)
    {
        for (ITypeSymbol? current = type; current is not null; current = current.BaseType)
        {
            foreach (var member in current.GetMembers(name))
            {
                if (member is IPropertySymbol { IsIndexer: false } or IFieldSymbol && !member.IsStatic)
                {
                    return member;
                }
            }
        }

        return null;
    }

    /// <summary>The T of List&lt;T&gt;, T[] and T?.</summary>
    private static ITypeSymbol ElementOf(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => array.ElementType,
        INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable => nullable.TypeArguments[0],
        INamedTypeSymbol { TypeArguments.Length: 1 } list when list.AllInterfaces.Append(list).Any(static i =>
            i.OriginalDefinition.SpecialType == SpecialType.System_Collections_Generic_IEnumerable_T) => list.TypeArguments[0],
        _ => type,
    };

    /// <summary>IdentityUserRole&lt;string&gt; is IdentityUserRole`1 to the compiler.</summary>
    private static string MetadataName(string entity)
    {
        var open = entity.IndexOf('<');
        if (open < 0)
        {
            return entity;
        }

        var depth = 0;
        var arguments = 1;
        foreach (var c in entity.Substring(open))
        {
            depth += c == '<' ? 1 : c == '>' ? -1 : 0;
            arguments += c == ',' && depth == 1 ? 1 : 0;
        }

        return entity.Substring(0, open) + "`" + arguments.ToString(System.Globalization.CultureInfo.InvariantCulture);
    }
}
