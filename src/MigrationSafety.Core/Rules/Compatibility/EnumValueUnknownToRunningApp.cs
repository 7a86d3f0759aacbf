using System.Collections.Generic;
using System.Linq;
using MigrationSafety.Core.Changes;
using MigrationSafety.Core.Models;

namespace MigrationSafety.Core.Rules;

/// <summary>ALTER TYPE ... ADD VALUE: a version whose enum has no member for the label cannot read the rows that hold it.</summary>
internal sealed class EnumValueUnknownToRunningApp : Rule
{
    public override RuleDescriptor Descriptor { get; } = new()
    {
        Id = "MIG2012",
        Name = nameof(EnumValueUnknownToRunningApp),
        Title = "A new enum value that the running version cannot read",
        MessageFormat = "Rows may hold '{0}' of enum {1} from here on{2}: a version whose enum has no member for it throws InvalidCastException on every "
            + "query that reads such a row. Instead: let a version that knows '{0}' go out first, and write none before the last older instance has stopped.",
        Description = "Npgsql reads a label into the member of that name, and throws where there is none: one row with the new value makes every query "
            + "that returns it fail in the version that still runs while a release rolls out. Adding the value itself harms nothing.",
        DefaultSeverity = Severity.Info,
        Concerns = [typeof(AlterEnum)],
    };

    public override void CheckChange(ChangeContext context)
    {
        if (context.Change is AlterEnum { Kind: EnumChangeKind.AddValue } change
            && !(context.Before.Enums.TryGetValue(change.Type, out var known) && known.Labels.Contains(change.Value))
            && EnumUse.IsInUse(context, change.Type)
            && ReadAs(context, change) is { } properties)
        {
            context.Report(
                Descriptor,
                change.Value,
                ChangeWording.Quote(change.Type),
                properties.Count == 0 ? "" : ", and the running version reads them (" + ChangeWording.List(properties) + ")");
        }
    }

    /// <summary>The properties that may meet the value, empty where no model tells; null where the running version reads none as an enum, or knows the value.</summary>
    private static IReadOnlyCollection<string>? ReadAs(ChangeContext context, AlterEnum change)
    {
        if (!RunningNames.KnowsModel(context))
        {
            return [];
        }

        var type = context.RunningModel!.FindEnum(change.Type);
        if (type?.Values.Contains(change.Value) == true)
        {
            return null;
        }

        var columns = context.Before.ColumnsOfType(change.Type).ToList();
        var properties = columns
            .Select(c => RunningNames.FindMapped(context, c.Table.Name, c.Column.Name))
            .OfType<MappedColumn>()
            .SelectMany(static c => c.Properties)
            .Where(static p => p.ClrType is not ("string" or "string?"))
            .Select(static p => p.Display)
            .Distinct()
            .ToList();
        return properties.Count > 0 || (columns.Count == 0 && type is not null) ? properties : null;
    }
}
