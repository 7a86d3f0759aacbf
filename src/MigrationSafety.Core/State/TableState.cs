using System;
using System.Collections.Immutable;
using MigrationSafety.Core.Changes;

namespace MigrationSafety.Core.State;

internal enum RelationKind
{
    Table,
    PartitionedTable,
    View,
    MaterializedView,
    ForeignTable,

    /// <summary>A row type: PostgreSQL keeps and locks it as a relation.</summary>
    CompositeType,
}

/// <summary>What is known of a table, view or materialized view before a change.</summary>
internal sealed record TableState
{
    public required QualifiedName Name { get; init; }

    public RelationKind Kind { get; init; }

    /// <summary>True where its CREATE TABLE was seen, so that a missing column, constraint or index is truly missing.</summary>
    public bool IsComplete { get; init; }

    public ImmutableDictionary<string, ColumnState> Columns { get; init; } =
        ImmutableDictionary.Create<string, ColumnState>(StringComparer.Ordinal);

    public ImmutableArray<ConstraintState> Constraints { get; init; } = ImmutableArray<ConstraintState>.Empty;

    public ImmutableArray<IndexState> Indexes { get; init; } = ImmutableArray<IndexState>.Empty;

    public ImmutableArray<TriggerState> Triggers { get; init; } = ImmutableArray<TriggerState>.Empty;

    /// <summary>Row security policies with the columns that their expressions name.</summary>
    public ImmutableArray<PolicyState> Policies { get; init; } = ImmutableArray<PolicyState>.Empty;

    public bool IsUnlogged { get; init; }

    public bool IsTemporary { get; init; }

    /// <summary>Columns of PARTITION BY.</summary>
    public ImmutableArray<string> PartitionKey { get; init; } = ImmutableArray<string>.Empty;

    /// <summary>The parent of a partition.</summary>
    public QualifiedName? PartitionOf { get; init; }

    public bool IsDefaultPartition { get; init; }

    /// <summary>Tables of INHERITS.</summary>
    public ImmutableArray<QualifiedName> Inherits { get; init; } = ImmutableArray<QualifiedName>.Empty;

    /// <summary>Relations a view or materialized view reads from.</summary>
    public ImmutableArray<QualifiedName> Sources { get; init; } = ImmutableArray<QualifiedName>.Empty;

    /// <summary>Columns a view's query names, where known.</summary>
    public ImmutableArray<string> SourceColumns { get; init; } = ImmutableArray<string>.Empty;

    /// <summary>Names of a view's own columns in order, where known.</summary>
    public ImmutableArray<string> OutputColumns { get; init; } = ImmutableArray<string>.Empty;

    public ColumnState? FindColumn(string name) => Columns.TryGetValue(name, out var column) ? column : null;

    public ConstraintState? FindConstraint(string name)
    {
        foreach (var constraint in Constraints)
        {
            if (constraint.Name == name)
            {
                return constraint;
            }
        }

        return null;
    }
}

/// <summary>A column; null means that it is not known.</summary>
internal sealed record ColumnState
{
    public required string Name { get; init; }

    public PgType? Type { get; init; }

    public bool? NotNull { get; init; }

    public SqlExpression? Default { get; init; }

    public GeneratedKind Generated { get; init; }

    public SqlExpression? GenerationExpression { get; init; }

    public IdentityKind Identity { get; init; }

    public string? Collation { get; init; }
}

/// <summary>A constraint with whether its rows were ever checked.</summary>
internal sealed record ConstraintState
{
    public required string Name { get; init; }

    public required ConstraintDefinition Definition { get; init; }

    public bool Validated { get; init; } = true;
}

internal sealed record IndexState
{
    public required QualifiedName Name { get; init; }

    public required QualifiedName Table { get; init; }

    /// <summary>The statement that made it.</summary>
    public required CreateIndex Definition { get; init; }

    /// <summary>The constraint that owns it (PRIMARY KEY, UNIQUE, EXCLUDE), or null.</summary>
    public string? Constraint { get; init; }

    /// <summary>The partitioned index that it is a part of.</summary>
    public QualifiedName? PartitionOf { get; init; }
}

/// <summary>A trigger; the columns are those of UPDATE OF.</summary>
internal sealed record TriggerState(string Name, ImmutableArray<string> UpdateOfColumns)
{
    public TriggerEvents Events { get; init; }

    public bool ForEachStatement { get; init; }

    public bool IsDisabled { get; init; }
}

/// <summary>A row security policy; the columns are those its expressions name.</summary>
internal sealed record PolicyState(string Name, ImmutableArray<string> Columns);
