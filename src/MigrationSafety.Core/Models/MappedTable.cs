using System.Collections.Immutable;
using System.Linq;
using MigrationSafety.Core.Changes;

namespace MigrationSafety.Core.Models;

/// <summary>A table with what is mapped to it: one entity, or several that share it (inheritance, owned types, table splitting).</summary>
internal sealed record MappedTable
{
    public required QualifiedName Name { get; init; }

    /// <summary>Entities mapped to it, by name; owned types too.</summary>
    public ImmutableArray<MappedEntity> Entities { get; init; } = ImmutableArray<MappedEntity>.Empty;

    public ImmutableArray<MappedColumn> Columns { get; init; } = ImmutableArray<MappedColumn>.Empty;

    public MappedColumn? FindColumn(string name) => Columns.FirstOrDefault(c => c.Name == name);
}

/// <summary>An entity type as the model names it.</summary>
/// <param name="Name">The CLR type's full name (nested types with +), or the name of a join entity that has no class.</param>
/// <param name="OwnedBy">The entity at the top for an owned type, else null.</param>
/// <param name="Path">The owned type's navigation from there: <c>Address</c>, <c>Contact.Address</c>.</param>
internal sealed record MappedEntity(string Name, string? OwnedBy = null, string? Path = null);

/// <summary>A property that is stored in a column.</summary>
/// <param name="Entity">The entity at the top (see <see cref="MappedEntity.OwnedBy"/>).</param>
/// <param name="Path">The property, from there: <c>Note</c>, or <c>Address.Street</c> in an owned or complex type.</param>
/// <param name="ClrType">Its type as the model writes it; for a document in JSON the owned type's name.</param>
internal sealed record MappedProperty(string Entity, string Path, string ClrType)
{
    /// <summary>The property's own name.</summary>
    public string Name => Path.Substring(Path.LastIndexOf('.') + 1);

    /// <summary><c>Order.Address.Street</c>: as messages name it.</summary>
    public string Display => Entity.Substring(Entity.LastIndexOfAny(['.', '+']) + 1) + "." + Path;
}

/// <summary>An enum type of the database that the model creates.</summary>
internal sealed record MappedEnum(QualifiedName Name, ImmutableArray<string> Values);
