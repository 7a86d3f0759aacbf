using System;
using System.Collections.Immutable;
using System.Linq;
using MigrationSafety.Core.Changes;
using MigrationSafety.Core.Models;
using MigrationSafety.Core.Usages;

namespace MigrationSafety.Core.Rules;

/// <summary>DROP COLUMN of a column that the running version maps, or that code here still uses.</summary>
internal sealed class DroppedColumnStillUsed : Rule
{
    public override RuleDescriptor Descriptor { get; } = new()
    {
        Id = "MIG2004",
        Name = nameof(DroppedColumnStillUsed),
        Title = "A dropped column is still used",
        MessageFormat = "{0} fail with 42703 as soon as the column is dropped.{1} Instead: {2}.",
        Description = "EF Core names every mapped column in its queries, so the version that still runs while a release rolls out fails on all of "
            + "them once a column is gone. Dropping a column takes two releases: the first stops using it, the second drops it.",
        DefaultSeverity = Severity.Warning,
        Fix = FixKind.Phases,
        Lowers = ImmutableArray.Create("MIG3001"),
        IsAboutContract = true,
        Concerns = [typeof(DropColumn)],
    };

    public override void CheckChange(ChangeContext context)
    {
        if (context.Change is not DropColumn drop
            || context.IsNewColumn(drop.Table, drop.Column)
            || RunningNames.IsTakenAgain(context, drop.Table, drop.Column))
        {
            return;
        }

        var table = RunningNames.NameBefore(context, drop.Table);
        var running = context.RunningModel?.FindColumn(table, drop.Column);
        var usage = ApplicationUse.OfColumn(context, table, drop.Column);
        if (running is null && usage.Places.IsEmpty)
        {
            return;
        }

        context.Report(
            Descriptor,
            Descriptor.DefaultSeverity,
            usage.Places,
            running is null ? "Statements that name " + ChangeWording.Quote(drop.Table, drop.Column) : Broken(drop, running),
            UsageWording.Sentence(usage),
            Advice(context, drop, running, usage));
    }

    private static string Broken(DropColumn drop, MappedColumn running)
    {
        var entities = ChangeWording.List(running.Properties.Select(static property => property.Display.Substring(0, property.Display.IndexOf('.'))).Distinct());
        var properties = ChangeWording.List(running.Properties.Select(static property => property.Display).Distinct());
        return "The running version maps " + ChangeWording.Quote(drop.Table, drop.Column) + " (" + properties + "): its queries and inserts of " + entities;
    }

    private static string Advice(ChangeContext context, DropColumn drop, MappedColumn? running, UsageReport usage)
    {
        var mapped = running is not null || usage.Places.Any(static place => place.Kind == UsageKind.Mapping);
        return mapped
            ? "first release a version that does not map it (remove or Ignore the property, and take the scaffolded DropColumn out of Up)"
                + (NeedsValue(context, drop, running) ? " and that drops its NOT NULL, since its inserts leave the column out" : "")
                + "; drop it in the release after"
            : "change these places in one release, and drop the column in the next";
    }

    /// <summary>True for a column that inserts must fill: a version that does not map it cannot insert.</summary>
    private static bool NeedsValue(ChangeContext context, DropColumn drop, MappedColumn? running) =>
        context.Before.FindTable(drop.Table)?.FindColumn(drop.Column) is { NotNull: { } notNull } column
            ? notNull && column.Default is null && column.Identity == IdentityKind.None && column.Generated == GeneratedKind.None
            : running is { IsNullable: false, HasDefault: false, ValueGenerated: ValueGeneration.Never, IsComputed: false };
}
