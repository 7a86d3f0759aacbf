using System.Collections.Immutable;
using System.Linq;
using MigrationSafety.Core.Changes;
using MigrationSafety.Core.State;

namespace MigrationSafety.Core.Rules;

/// <summary>What a change makes unique: an index, a constraint, or inline on a new column.</summary>
internal sealed record UniqueKey(
    QualifiedName Table, ImmutableArray<string> Columns, ImmutableArray<SqlExpression> Expressions, SqlExpression? Predicate)
{
    public static UniqueKey? Of(SchemaChange change) => change switch
    {
        CreateIndex { Unique: true } c => new UniqueKey(c.Table, c.Columns, c.Expressions, c.Predicate),
        AddConstraint { Constraint: { Kind: ConstraintKind.Unique or ConstraintKind.PrimaryKey, UsingIndex: null, WithoutOverlaps: false } constraint } c =>
            new UniqueKey(c.Table, constraint.Columns, ImmutableArray<SqlExpression>.Empty, null),
        AddColumn c when c.Column.Constraints.Any(static i => i.Kind is ConstraintKind.Unique or ConstraintKind.PrimaryKey) =>
            new UniqueKey(c.Table, ImmutableArray.Create(c.Column.Name), ImmutableArray<SqlExpression>.Empty, null),
        _ => null,
    };

    /// <summary>A key of fewer columns allows no duplicates of more; one that this migration drops did so until now.</summary>
    public bool IsUniqueAlready(SchemaState beforeSet, SchemaState before) =>
        new[] { beforeSet.FindTable(Table), before.FindTable(Table) }
            .Any(t => t is not null && t.UniqueKeys.Any(k => k.All(c => Columns.Contains(c))));
}
