using System;

namespace MigrationSafety.Core.Changes;

/// <summary>
/// The name of a relation, type or function after PostgreSQL's own folding (unquoted names in lower case).
/// A missing schema means the search path; names are compared as if that were <c>public</c>, EF Core's default.
/// A class, as names are the keys of almost every map here: code for maps over references is shared, and comes compiled with .NET.
/// </summary>
public sealed class QualifiedName : IEquatable<QualifiedName>
{
    /// <summary>Makes a name; <paramref name="schema"/> is null where none was written.</summary>
    public QualifiedName(string? schema, string name)
    {
        Schema = string.IsNullOrEmpty(schema) ? null : schema;
        Name = name;
    }

    /// <summary>The schema as written, or null.</summary>
    public string? Schema { get; }

    /// <summary>The name without its schema.</summary>
    public string Name { get; }

    private string EffectiveSchema => Schema ?? "public";

    /// <inheritdoc/>
    public bool Equals(QualifiedName? other) =>
        ReferenceEquals(this, other)
        || (other is not null
            && string.Equals(Name, other.Name, StringComparison.Ordinal)
            && string.Equals(EffectiveSchema, other.EffectiveSchema, StringComparison.Ordinal));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is QualifiedName other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => Name.GetHashCode();

    /// <summary>The name as people write it, e.g. <c>orders</c> or <c>sales.orders</c>; not quoted, not for SQL.</summary>
    public override string ToString() => Schema is null ? Name : Schema + "." + Name;

    /// <summary>Compares two names as PostgreSQL does with <c>public</c> on the search path.</summary>
    public static bool operator ==(QualifiedName? left, QualifiedName? right) => left is null ? right is null : left.Equals(right);

    /// <summary>Compares two names as PostgreSQL does with <c>public</c> on the search path.</summary>
    public static bool operator !=(QualifiedName? left, QualifiedName? right) => !(left == right);
}
