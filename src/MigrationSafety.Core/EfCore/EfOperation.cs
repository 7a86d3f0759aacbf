using System.Collections.Generic;
using System.Collections.Immutable;

namespace MigrationSafety.Core.EfCore;

/// <summary>
/// A MigrationBuilder call by name and arguments, read from C# (analyzers) or from EF Core's own operation objects
/// (run time): both are lowered by the same code. Values are constants (string, bool, int ..., <see cref="EfArray"/>),
/// <see cref="EfRaw"/> for an expression that is known only as C# text, or <see cref="EfUnknown"/>.
/// </summary>
internal sealed record EfOperation
{
    /// <summary>The method: AddColumn, AlterColumn, CreateIndex ...</summary>
    public required string Method { get; init; }

    /// <summary>The generic argument as C# text: AddColumn&lt;string&gt; gives <c>string</c>.</summary>
    public string? ClrType { get; init; }

    /// <summary>Arguments by parameter name; those not written are missing.</summary>
    public IReadOnlyDictionary<string, object?> Arguments { get; init; } = ImmutableDictionary<string, object?>.Empty;

    /// <summary>.Annotation(name, value) calls on the operation.</summary>
    public ImmutableDictionary<string, object?> Annotations { get; init; } = ImmutableDictionary<string, object?>.Empty;

    /// <summary>.OldAnnotation(name, value) calls on the operation.</summary>
    public ImmutableDictionary<string, object?> OldAnnotations { get; init; } = ImmutableDictionary<string, object?>.Empty;

    /// <summary>Columns of CreateTable, each an AddColumn-like operation.</summary>
    public ImmutableArray<EfOperation> Columns { get; init; } = ImmutableArray<EfOperation>.Empty;

    /// <summary>Constraints of CreateTable: PrimaryKey, ForeignKey, UniqueConstraint, CheckConstraint.</summary>
    public ImmutableArray<EfOperation> Constraints { get; init; } = ImmutableArray<EfOperation>.Empty;
}

/// <summary>A value that is not a constant, with its C# text.</summary>
internal sealed record EfUnknown(string Text);

/// <summary>A non-constant value whose shape is known: <c>new DateTime(...)</c>, <c>Guid.Empty</c>; a constant to PostgreSQL.</summary>
internal sealed record EfRaw(string Text);

/// <summary>An array or collection expression of constants.</summary>
internal sealed record EfArray(ImmutableArray<object?> Items);
