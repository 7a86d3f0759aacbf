using System.Collections.Immutable;
using MigrationSafety.Core.Changes;

namespace MigrationSafety.Core.State;

/// <summary>A column's new name in everything that its table knows of it.</summary>
internal sealed class ColumnRenaming
{
    private readonly string _name;
    private readonly string _newName;

    public ColumnRenaming(string name, string newName)
    {
        _name = name;
        _newName = newName;
    }

    public string Apply(string column) => column == _name ? _newName : column;

    public TableState Apply(TableState table)
    {
        var columns = table.Columns.Remove(_name);
        if (table.FindColumn(_name) is { } column)
        {
            columns = columns.SetItem(_newName, column with { Name = _newName });
        }

        foreach (var generated in table.GeneratedFrom(_name))
        {
            var renamed = Apply(generated.Name);
            columns = columns.SetItem(renamed, columns[renamed] with { GenerationExpression = Apply(generated.GenerationExpression) });
        }

        return table with
        {
            Columns = columns,
            Constraints = table.Constraints.Map(c => c.Uses(_name) ? c with { Definition = Apply(c.Definition) } : c),
            Indexes = table.Indexes.Map(i => i.Definition.Uses(_name) ? i with { Definition = Apply(i.Definition) } : i),
            Triggers = table.Triggers.Map(t => t with { UpdateOfColumns = t.UpdateOfColumns.Map(Apply) }),
            Policies = table.Policies.Map(p => p with { Columns = p.Columns.Map(Apply) }),
            PartitionKey = table.PartitionKey.Map(Apply),
        };
    }

    /// <summary>The referenced side of another table's (or its own) foreign key.</summary>
    public ConstraintState Referenced(ConstraintState constraint, QualifiedName table) =>
        constraint.Definition.ReferencedTable == table
            ? constraint with
            {
                Definition = constraint.Definition with { ReferencedColumns = constraint.Definition.ReferencedColumns.Map(Apply) },
            }
            : constraint;

    private ConstraintDefinition Apply(ConstraintDefinition definition) => definition with
    {
        Columns = definition.Columns.Map(Apply),
        Expression = Apply(definition.Expression),
    };

    private CreateIndex Apply(CreateIndex index) => index with
    {
        Columns = index.Columns.Map(Apply),
        IncludedColumns = index.IncludedColumns.Map(Apply),
        Expressions = index.Expressions.Map(e => Apply(e)!),
        Predicate = Apply(index.Predicate),
    };

    private SqlExpression? Apply(SqlExpression? expression) => expression is null ? null : expression with
    {
        Columns = expression.Columns.Map(Apply),
        NotNullColumns = expression.NotNullColumns.Map(Apply),
        Comparisons = expression.Comparisons.Map(Apply),
        Alternatives = expression.Alternatives.Map(a => a.Map(Apply)),
    };

    private ColumnComparison Apply(ColumnComparison comparison) => comparison with { Column = Apply(comparison.Column) };
}
