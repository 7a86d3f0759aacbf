using System.Collections.Immutable;

namespace MigrationSafety.Core.Models;

/// <summary>When EF Core expects the database to give the value.</summary>
internal enum ValueGeneration
{
    Never,
    OnAdd,
    OnAddOrUpdate,
    OnUpdate,
}

/// <summary>A column that a model maps.</summary>
internal sealed record MappedColumn
{
    public required string Name { get; init; }

    /// <summary>The properties stored in it: several where types of one hierarchy share it.</summary>
    public ImmutableArray<MappedProperty> Properties { get; init; } = ImmutableArray<MappedProperty>.Empty;

    /// <summary>The type as the model writes it: <c>character varying(20)</c>.</summary>
    public string? StoreType { get; init; }

    /// <summary>Null where the model's text does not tell (a type of the user's own that may be a class).</summary>
    public bool? IsNullable { get; init; }

    public int? MaxLength { get; init; }

    /// <summary>Part of the primary key.</summary>
    public bool IsKey { get; init; }

    /// <summary>EF Core puts it into the WHERE of every UPDATE and DELETE (IsConcurrencyToken, IsRowVersion, xmin).</summary>
    public bool IsConcurrencyToken { get; init; }

    /// <summary>A token that the database changes with every update of the row: any backfill makes concurrent writers fail.</summary>
    public bool IsRowVersion => IsConcurrencyToken && ValueGenerated is ValueGeneration.OnAddOrUpdate or ValueGeneration.OnUpdate;

    /// <summary>PostgreSQL's own row version, which no migration adds or drops.</summary>
    public bool IsXmin => Name == "xmin";

    public ValueGeneration ValueGenerated { get; init; }

    /// <summary>HasDefaultValue or HasDefaultValueSql.</summary>
    public bool HasDefault { get; init; }

    /// <summary>HasComputedColumnSql.</summary>
    public bool IsComputed { get; init; }

    /// <summary>The discriminator of a hierarchy, which every query of it names.</summary>
    public bool IsDiscriminator { get; init; }

    /// <summary>An owned or complex type stored as one document (ToJson).</summary>
    public bool IsJsonDocument { get; init; }
}
