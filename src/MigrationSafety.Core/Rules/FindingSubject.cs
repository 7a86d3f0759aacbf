using System.Collections.Immutable;
using System.Linq;
using MigrationSafety.Core.Changes;

namespace MigrationSafety.Core.Rules;

/// <summary>
/// What a finding is about, by name: <c>orders.ix_orders_total</c>. Part of a baseline's keys, so it depends on what the
/// migration names and on nothing else: not on lines, and not on the wording of messages.
/// </summary>
internal static class FindingSubject
{
    /// <summary>Empty where there is no change (a syntax error), or one that names nothing.</summary>
    public static string Of(SchemaChange? change) => change switch
    {
        AddColumn c => Join(c.Table, c.Column.Name),
        ColumnChange c => Join(c.Table, c.Column),
        AddConstraint c => Join(c.Table, c.Constraint.Name ?? Columns(c.Constraint.Columns)),
        ValidateConstraint c => Join(c.Table, c.Name),
        DropConstraint c => Join(c.Table, c.Name),
        AlterConstraint c => Join(c.Table, c.Name),
        RenameConstraint c => Join(c.Table, c.Name),
        CreateIndex c => Join(c.Table, c.Name ?? Columns(c.Columns)),
        CreateTrigger c => Join(c.Table, c.Name),
        AttachPartition c => Join(c.Table, Name(c.Partition)),
        DetachPartition c => Join(c.Table, Name(c.Partition)),
        TableChange c => Name(c.Table),
        DropIndex c => Name(c.Index),
        RenameIndex c => Name(c.Index),
        AlterIndex c => Name(c.Index),
        Reindex c => Name(c.Name),
        Truncate c => Names(c.Tables),
        LockTable c => Names(c.Tables),
        Vacuum c => Names(c.Tables),
        Cluster c => Name(c.Table),
        CreateView c => Name(c.View),
        RefreshMaterializedView c => Name(c.View),
        AlterDomain c => Name(c.Domain),
        CreateDomain c => Name(c.Domain),
        AlterEnum c => Join(c.Type, c.Value),
        DropObject c => On(c.Table, c.Name),
        RenameObject c => On(c.Table, c.Name),
        DefineObject c => On(c.Table, c.Name),
        DataChange c => Name(c.Table),
        SetParameter c => c.Name,
        _ => "",
    };

    // "public" is what no schema means.
    private static string Name(QualifiedName? name) => name is not { } known ? "" : known.Schema == "public" ? known.Name : known.ToString();

    private static string Names(ImmutableArray<QualifiedName> names) => string.Join(",", names.Select(static name => Name(name)));

    private static string Columns(ImmutableArray<string> columns) => "(" + string.Join(",", columns) + ")";

    private static string Join(QualifiedName owner, string part) => Name(owner) + "." + part;

    private static string On(QualifiedName? table, QualifiedName name) => table is { } known ? Join(known, Name(name)) : Name(name);
}
