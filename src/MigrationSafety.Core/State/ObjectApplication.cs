using System.Collections.Immutable;
using System.Linq;
using MigrationSafety.Core.Changes;

namespace MigrationSafety.Core.State;

/// <summary>The schema after views, triggers, policies, domains and types change.</summary>
internal static class ObjectApplication
{
    public static SchemaState CreateView(SchemaState state, CreateView change) => state.With(
        (state.FindTable(change.View) ?? new TableState { Name = change.View }) with
        {
            Kind = change.Materialized ? RelationKind.MaterializedView : RelationKind.View,
            Sources = change.Sources,
            SourceColumns = SourceColumns(state, change),
            OutputColumns = change.OutputColumns,
            // A materialized view starts without indexes, and all that it gets later are seen.
            IsComplete = change.Materialized,
        });

    // * stands for the columns that are there now; with several sources it is not known whose they are.
    private static ImmutableArray<string> SourceColumns(SchemaState state, CreateView change) =>
        change.ReadsAllColumns && change.Sources.Length == 1 && state.FindTable(change.Sources[0]) is { IsComplete: true } source
            ? source.Columns.Keys.OrderBy(static c => c, System.StringComparer.Ordinal).ToImmutableArray()
            : change.Columns;

    public static SchemaState CreateTrigger(SchemaState state, CreateTrigger change) => state.Edit(change.Table, t => t with
    {
        Triggers = t.Triggers.RemoveAll(x => x.Name == change.Name).Add(new TriggerState(change.Name, change.UpdateOfColumns)
        {
            Events = change.Events,
            ForEachStatement = change.ForEachStatement,
        }),
    });

    public static SchemaState AlterDomain(SchemaState state, AlterDomain change) =>
        change.Kind is not (DomainChangeKind.AddConstraint or DomainChangeKind.AddConstraintNotValid or DomainChangeKind.SetNotNull)
            ? state
            : state with
            {
                Domains = state.Domains.SetItem(change.Domain, new DomainState(
                    change.Domain, state.Domains.TryGetValue(change.Domain, out var domain) ? domain.BaseType : null, true)),
            };

    public static SchemaState AlterEnum(SchemaState state, AlterEnum change)
    {
        var labels = state.Enums.TryGetValue(change.Type, out var known) ? known.Labels : ImmutableArray<string>.Empty;
        labels = change.Kind == EnumChangeKind.AddValue
            ? labels.Contains(change.Value) ? labels : labels.Add(change.Value)
            : labels.Map(label => label == change.Value ? change.NewValue ?? label : label);
        return state with { Enums = state.Enums.SetItem(change.Type, new EnumState(change.Type, labels)) };
    }

    public static SchemaState Define(SchemaState state, DefineObject change) => change switch
    {
        { Kind: ObjectKind.Enum, IsAlter: false } => state with
        {
            Enums = state.Enums.SetItem(change.Name, new EnumState(change.Name, change.Labels)),
        },
        { Kind: ObjectKind.Policy, Table: { } table } => state.Edit(table, t => t with
        {
            Policies = t.Policies.RemoveAll(p => p.Name == change.Name.Name).Add(new PolicyState(change.Name.Name, change.Columns)),
        }),
        { Kind: ObjectKind.ForeignTable, IsAlter: false } =>
            state.With(new TableState { Name = change.Name, Kind = RelationKind.ForeignTable }),
        { Kind: ObjectKind.CompositeType, IsAlter: false } =>
            state.With(new TableState { Name = change.Name, Kind = RelationKind.CompositeType, IsComplete = true }),
        _ => state,
    };

    public static SchemaState Rename(SchemaState state, RenameObject change)
    {
        if (change.NewName is not { } newName)
        {
            return state;
        }

        var target = new QualifiedName(change.Name.Schema, newName);
        return change.Kind switch
        {
            ObjectKind.View or ObjectKind.MaterializedView or ObjectKind.ForeignTable => state.Rename(change.Name, target),
            ObjectKind.Type when state.FindTable(change.Name) is { Kind: RelationKind.CompositeType } =>
                RenameType(state.Rename(change.Name, target), change.Name, target),
            ObjectKind.Type or ObjectKind.Domain or ObjectKind.Enum => RenameType(state, change.Name, target),
            ObjectKind.Schema => RenameSchema(state, change.Name.Name, newName),
            ObjectKind.Trigger when change.Table is { } table => state.Edit(table, t => t with
            {
                Triggers = t.Triggers.Map(x => x.Name == change.Name.Name ? x with { Name = newName } : x),
            }),
            ObjectKind.Policy when change.Table is { } table => state.Edit(table, t => t with
            {
                Policies = t.Policies.Map(x => x.Name == change.Name.Name ? x with { Name = newName } : x),
            }),
            _ => state,
        };
    }

    private static SchemaState RenameType(SchemaState state, QualifiedName name, QualifiedName newName)
    {
        foreach (var (table, column) in state.ColumnsOfType(name).ToList())
        {
            var type = column.Type! with { Schema = newName.Schema, Name = newName.Name };
            state = state.Edit(table.Name, t => t with { Columns = t.Columns.SetItem(column.Name, column with { Type = type }) });
        }

        var domains = state.Domains;
        if (domains.TryGetValue(name, out var domain))
        {
            domains = domains.Remove(name).SetItem(newName, domain with { Name = newName });
        }

        return state with
        {
            Domains = domains,
            Enums = state.Enums.TryGetValue(name, out var known)
                ? state.Enums.Remove(name).SetItem(newName, known with { Name = newName })
                : state.Enums,
        };
    }

    private static SchemaState RenameSchema(SchemaState state, string schema, string newSchema)
    {
        foreach (var name in state.Tables.Keys.Where(n => (n.Schema ?? "public") == schema).ToList())
        {
            state = state.Rename(name, new QualifiedName(newSchema, name.Name));
        }

        foreach (var type in state.Domains.Keys.Concat(state.Enums.Keys).Where(n => (n.Schema ?? "public") == schema).ToList())
        {
            state = RenameType(state, type, new QualifiedName(newSchema, type.Name));
        }

        return state;
    }
}
