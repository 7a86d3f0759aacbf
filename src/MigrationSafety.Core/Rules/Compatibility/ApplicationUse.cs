using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using MigrationSafety.Core.Changes;
using MigrationSafety.Core.Models;
using MigrationSafety.Core.Usages;

namespace MigrationSafety.Core.Rules;

/// <summary>
/// Asks the code for what a change takes away. What the code maps is what the migration's own model says (its Designer is
/// scaffolded from the code), or the snapshot; where neither knows the table, conventions are asked.
/// </summary>
internal static class ApplicationUse
{
    public static UsageReport OfColumn(ChangeContext context, QualifiedName table, string column)
    {
        var application = context.Application;
        return IsMappedAgain(application.After?.FindColumn(table, column), application.Current?.FindColumn(table, column), application)
            ? UsageReport.Empty
            : Find(context, table, column, CodeModel(application)?.FindColumn(table, column)?.Properties);
    }

    /// <summary>The property of a renamed column, by the name it had in the running version and by the one it has now.</summary>
    public static UsageReport OfRenamedColumn(ChangeContext context, QualifiedName table, string column, string newName)
    {
        var application = context.Application;
        var before = (application.Running ?? application.Before)?.FindColumn(table, column);
        var after = CodeModel(application)?.FindColumn(table, newName) ?? CodeModel(application)?.FindColumn(table, column);
        return Find(context, table, column, new[] { before, after }.OfType<MappedColumn>().SelectMany(static c => c.Properties).Distinct());
    }

    public static UsageReport OfTable(ChangeContext context, QualifiedName table)
    {
        var application = context.Application;
        return IsMappedAgain(application.After?.FindTable(table), application.Current?.FindTable(table), application)
            ? UsageReport.Empty
            : Find(context, table, column: null, properties: null);
    }

    private static UsageReport Find(ChangeContext context, QualifiedName table, string? column, IEnumerable<MappedProperty>? properties)
    {
        var application = context.Application;
        return application.Code?.Find(new UsageQuestion
        {
            Table = table,
            Column = column,
            Properties = properties?.ToImmutableArray() ?? ImmutableArray<MappedProperty>.Empty,
            Entities = EntitiesOf(application, table),
            ByConvention = application.Models.All(model => model.FindTable(table) is null),
        }) ?? UsageReport.Empty;
    }

    private static EntityModel? CodeModel(ApplicationView application) => application.After ?? application.Current;

    /// <summary>True where a later migration brings it back: what the code uses now is the new one.</summary>
    private static bool IsMappedAgain(object? after, object? current, ApplicationView application) =>
        application.After is not null && after is null && current is not null;

    private static ImmutableArray<string> EntitiesOf(ApplicationView application, QualifiedName table) =>
        application.Models
            .Select(model => model.FindTable(table))
            .OfType<MappedTable>()
            .SelectMany(static mapped => mapped.Entities)
            .Select(static entity => entity.OwnedBy ?? entity.Name)
            .Distinct()
            .ToImmutableArray();
}
