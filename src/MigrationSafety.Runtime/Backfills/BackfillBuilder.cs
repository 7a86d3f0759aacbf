using System.Collections.Generic;
using System.Linq;
using MigrationSafety.Runtime.Errors;

namespace MigrationSafety.Runtime.Backfills;

/// <summary>
/// Collects what a backfill does. Expressions are SQL over the columns of the row, which may be called <c>t</c>;
/// column and table names are those of the catalog, without quotes.
/// </summary>
public sealed class BackfillBuilder
{
    private readonly string _name;
    private readonly List<Assignment> _assignments = [];
    private string? _where;
    private CopyTarget? _copy;

    internal BackfillBuilder(string name) => _name = name;

    internal string Alias { get; set; } = BackfillDefinition.DefaultAlias;

    /// <summary>A value that follows from the row alone. Rows that have it already are left alone.</summary>
    public BackfillBuilder Set(string column, string expression) => Add(new(column, expression, AssignmentKind.Derived));

    /// <summary>
    /// A value that is another one at every evaluation, as <c>gen_random_uuid()</c> or <c>nextval('s')</c>. Written only where the
    /// column is null; verified to be not null and, unless <paramref name="unique"/> is false, unique.
    /// </summary>
    public BackfillBuilder Generate(string column, string expression, bool unique = true) => Add(new(column, expression, AssignmentKind.Generated, unique));

    /// <summary>
    /// A value that depends on the column's own old value, as <c>price * 100</c>. Each row that exists at the start is written
    /// exactly once. It cannot be verified, needs a table with a key, and wants triggers or a column default that give new rows the new form.
    /// </summary>
    public BackfillBuilder ApplyOnce(string column, string expression) => Add(new(column, expression, AssignmentKind.Once));

    /// <summary>Which rows are meant. Rows that do not meet it are neither written nor verified.</summary>
    public BackfillBuilder Where(string predicate)
    {
        _where = _where is null ? predicate : throw Refused("has more than one Where. Join them with AND.");
        return this;
    }

    /// <summary>
    /// Copies the rows into another table instead of changing them. The columns named by <see cref="Set"/> are then the target's.
    /// A row is found again by <paramref name="key"/>, the columns of a unique index of the target that <see cref="Set"/> must fill.
    /// </summary>
    public BackfillBuilder CopyInto(string table, IReadOnlyList<string> key, string? schema = null, ExistingRows existing = ExistingRows.Keep)
    {
        _copy = _copy is null ? new(schema, table, key, existing) : throw Refused("copies into more than one table. Write one backfill for each.");
        return this;
    }

    internal BackfillDefinition Build(string? schema, string table)
    {
        if (_assignments.Count == 0)
        {
            throw Refused("sets no column. Call Set, Generate or ApplyOnce in Define.");
        }

        if (_assignments.GroupBy(a => a.Column).FirstOrDefault(g => g.Count() > 1) is { } twice)
        {
            throw Refused($"sets column \"{twice.Key}\" twice.");
        }

        if (_copy is not null && _copy.Key.Count == 0)
        {
            throw Refused($"copies into \"{_copy.Table}\" without a key. Name the columns of a unique index of it.");
        }

        if (_copy is not null && _copy.Key.FirstOrDefault(k => _assignments.All(a => a.Column != k)) is { } missing)
        {
            throw Refused($"copies into \"{_copy.Table}\" by key column \"{missing}\" but does not set it.");
        }

        if (_copy is not null && _assignments.FirstOrDefault(a => a.Kind != AssignmentKind.Derived) is { } odd)
        {
            throw Refused($"copies \"{odd.Column}\" by {odd.Kind}. A copy is compared by its values: use Set.");
        }

        return new(_name, schema, table, _assignments, _where, _copy, Alias);
    }

    private BackfillBuilder Add(Assignment assignment)
    {
        _assignments.Add(assignment);
        return this;
    }

    private BackfillException Refused(string what) => new(BackfillProblem.Definition, $"Backfill \"{_name}\" {what}");
}
