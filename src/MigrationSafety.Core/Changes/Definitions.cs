using System.Collections.Immutable;

namespace MigrationSafety.Core.Changes;

/// <summary>How often PostgreSQL must evaluate an expression; only volatile defaults rewrite a table (11 and later).</summary>
internal enum Volatility
{
    Constant,
    Stable,
    Volatile,

    /// <summary>A function that is not in the catalog's built-in list.</summary>
    Unknown,
}

/// <summary>An SQL expression as text, with what decides its cost.</summary>
/// <param name="Sql">The text as written or deparsed for messages; may be a summary.</param>
/// <param name="Volatility">How often it must be evaluated.</param>
internal sealed record SqlExpression(string Sql, Volatility Volatility)
{
    /// <summary>Columns the expression names.</summary>
    public ImmutableArray<string> Columns { get; init; } = ImmutableArray<string>.Empty;

    /// <summary>Columns of which the expression (a CHECK) says IS NOT NULL in a top-level AND.</summary>
    public ImmutableArray<string> NotNullColumns { get; init; } = ImmutableArray<string>.Empty;

    /// <summary>True for <c>c IS NOT NULL</c> and nothing else.</summary>
    public bool IsNotNullTest { get; init; }

    /// <summary>Comparisons that a top-level AND demands, all of them (a CHECK that may spare a partition its scan).</summary>
    public ImmutableArray<ColumnComparison> Comparisons { get; init; } = ImmutableArray<ColumnComparison>.Empty;

    /// <summary>
    /// Parts of a top-level AND of which only one need hold: (at &lt; '2024-01-01' OR at &gt;= '2025-01-01'), also written
    /// as NOT (at &gt;= '2024-01-01' AND at &lt; '2025-01-01').
    /// </summary>
    public ImmutableArray<ImmutableArray<ColumnComparison>> Alternatives { get; init; } =
        ImmutableArray<ImmutableArray<ColumnComparison>>.Empty;

    /// <summary>Functions the expression calls.</summary>
    public ImmutableArray<QualifiedName> Functions { get; init; } = ImmutableArray<QualifiedName>.Empty;

    /// <summary>True for the literal NULL (a default of NULL is no default).</summary>
    public bool IsNull { get; init; }

    /// <summary>True for a literal without a cast: as a default it has the column's own type.</summary>
    public bool IsLiteral { get; init; }

    /// <summary>The text of a string literal without a cast, or the label of a C# enum member.</summary>
    public string? LiteralText { get; init; }

    /// <summary>String constants inside that PostgreSQL reads as values of a column or a type.</summary>
    public ImmutableArray<ConstantUse> Constants { get; init; } = ImmutableArray<ConstantUse>.Empty;
}

internal enum GeneratedKind
{
    None,
    Stored,
    Virtual,
}

internal enum IdentityKind
{
    None,
    ByDefault,
    Always,
}

/// <summary>A column as ADD COLUMN or CREATE TABLE writes it.</summary>
internal sealed record ColumnDefinition
{
    public required string Name { get; init; }

    /// <summary>Null where the type is not known (EF Core without a store type).</summary>
    public PgType? Type { get; init; }

    /// <summary>True where <see cref="Type"/> is today's: the Npgsql that ran this may have made another.</summary>
    public bool TypeDependsOnNpgsql { get; init; }

    public bool NotNull { get; init; }

    public SqlExpression? Default { get; init; }

    public IdentityKind Identity { get; init; }

    public GeneratedKind Generated { get; init; }

    public SqlExpression? GenerationExpression { get; init; }

    public string? Collation { get; init; }

    /// <summary>Inline constraints other than NOT NULL: CHECK, UNIQUE, PRIMARY KEY, REFERENCES.</summary>
    public ImmutableArray<ConstraintDefinition> Constraints { get; init; } = ImmutableArray<ConstraintDefinition>.Empty;
}

internal enum ConstraintKind
{
    Check,
    ForeignKey,
    Unique,
    PrimaryKey,
    Exclusion,

    /// <summary>A named NOT NULL constraint (ALTER TABLE ... ADD CONSTRAINT ... NOT NULL: 18 and later).</summary>
    NotNull,
}

/// <summary>A table constraint as written.</summary>
internal sealed record ConstraintDefinition
{
    public required ConstraintKind Kind { get; init; }

    /// <summary>Null where PostgreSQL chooses the name.</summary>
    public string? Name { get; init; }

    public ImmutableArray<string> Columns { get; init; } = ImmutableArray<string>.Empty;

    public bool NotValid { get; init; }

    /// <summary>NOT ENFORCED (18 and later).</summary>
    public bool NotEnforced { get; init; }

    /// <summary>The index of ADD CONSTRAINT ... USING INDEX.</summary>
    public string? UsingIndex { get; init; }

    public QualifiedName? ReferencedTable { get; init; }

    public ImmutableArray<string> ReferencedColumns { get; init; } = ImmutableArray<string>.Empty;

    /// <summary>ON DELETE as SQL keywords (CASCADE, SET NULL ...), null for NO ACTION.</summary>
    public string? OnDelete { get; init; }

    public string? OnUpdate { get; init; }

    public SqlExpression? Expression { get; init; }

    public bool Deferrable { get; init; }

    /// <summary>NO INHERIT: a CHECK of this table alone.</summary>
    public bool NoInherit { get; init; }

    /// <summary>WITHOUT OVERLAPS / PERIOD (18 and later).</summary>
    public bool WithoutOverlaps { get; init; }
}
