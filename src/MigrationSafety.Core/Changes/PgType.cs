using System.Collections.Immutable;
using System.Globalization;
using System.Linq;

namespace MigrationSafety.Core.Changes;

/// <summary>A column type: PostgreSQL's internal name (int8, varchar, timestamptz ...), modifiers and array dimensions.</summary>
internal sealed record PgType
{
    /// <summary>The internal name, folded: <c>int4</c>, <c>varchar</c>, <c>bpchar</c>, <c>timestamptz</c>, or a user type's name.</summary>
    public required string Name { get; init; }

    /// <summary>The schema where one was written and is not pg_catalog.</summary>
    public string? Schema { get; init; }

    /// <summary>Type modifiers as written: (50) of varchar(50), (10,2) of numeric(10,2).</summary>
    public ImmutableArray<int> Modifiers { get; init; } = ImmutableArray<int>.Empty;

    /// <summary>Type modifiers that are words: point in geometry(Point,4326).</summary>
    public ImmutableArray<string> NamedModifiers { get; init; } = ImmutableArray<string>.Empty;

    public int ArrayDimensions { get; init; }

    /// <summary>serial, bigserial and smallserial are written as types but mean an integer with a sequence.</summary>
    public bool IsSerial => Name is "serial" or "bigserial" or "smallserial" or "serial4" or "serial8" or "serial2";

    public QualifiedName QualifiedName => new(Schema, Name);

    public bool Equals(PgType? other) =>
        other is not null && Name == other.Name && (Schema ?? "public") == (other.Schema ?? "public")
        && ArrayDimensions > 0 == other.ArrayDimensions > 0
        && Modifiers.SequenceEqual(other.Modifiers)
        && NamedModifiers.SequenceEqual(other.NamedModifiers);

    public override int GetHashCode() => Name.GetHashCode();

    /// <summary>As people write it: <c>varchar(50)</c>, <c>text[]</c>.</summary>
    public override string ToString() =>
        new QualifiedName(Schema, Name)
        + (Modifiers.IsEmpty && NamedModifiers.IsEmpty
            ? ""
            : "(" + string.Join(",", NamedModifiers.Concat(Modifiers.Select(m => m.ToString(CultureInfo.InvariantCulture)))) + ")")
        + (ArrayDimensions > 0 ? "[]" : "");
}
