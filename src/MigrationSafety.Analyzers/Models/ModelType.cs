using System.Collections.Generic;
using Microsoft.CodeAnalysis.Text;

namespace MigrationSafety.Analyzers.Models;

/// <summary>Where a model's text speaks of one type, and to which table it maps it; the properties are read when asked for.</summary>
internal sealed class ModelType
{
    public ModelType(string name, ModelType? owner = null, string? navigation = null)
    {
        Name = name;
        Owner = owner;
        Navigation = navigation;
    }

    /// <summary>The entity's name as the model writes it.</summary>
    public string Name { get; }

    /// <summary>The type that holds this owned or complex one.</summary>
    public ModelType? Owner { get; }

    /// <summary>The owner's property.</summary>
    public string? Navigation { get; }

    /// <summary>OwnsMany: rows of their own.</summary>
    public bool IsMany { get; init; }

    /// <summary>ComplexProperty: no table of its own, no key.</summary>
    public bool IsComplex { get; init; }

    /// <summary>The lambdas in which its builder is used.</summary>
    public List<TextSpan> Bodies { get; } = [];

    public string? Table { get; set; }

    public string? Schema { get; set; }

    /// <summary>ToTable(null), or mapped to a view, function or query alone.</summary>
    public bool IsUnmapped { get; set; }

    public string? BaseType { get; set; }

    /// <summary>UseTpcMappingStrategy: each class has a table with all its columns.</summary>
    public bool IsTpc { get; set; }

    /// <summary>ToJson.</summary>
    public bool IsJson { get; set; }

    /// <summary>The column of ToJson; null where it is called as the navigation.</summary>
    public string? JsonColumn { get; set; }

    /// <summary>The type of that column where the text tells.</summary>
    public string? JsonType { get; set; }

    /// <summary>Owned and complex types in it.</summary>
    public List<ModelType> Parts { get; } = [];

    /// <summary>SplitToTable: further tables with the properties that stand there.</summary>
    public List<(string Table, string? Schema, HashSet<string> Properties)> Splits { get; } = [];

    public ModelType Root => Owner?.Root ?? this;

    /// <summary>The navigations from the entity at the top: <c>Contact.Address</c>; empty for that entity.</summary>
    public string Path => Owner is null ? "" : Owner.Path.Length == 0 ? Navigation! : Owner.Path + "." + Navigation;
}
