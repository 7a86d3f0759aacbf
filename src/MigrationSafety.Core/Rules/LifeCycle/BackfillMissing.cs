using System;
using System.Linq;
using MigrationSafety.Core.Changes;

namespace MigrationSafety.Core.Rules;

/// <summary>A gate that waits for a backfill which nobody has written: it never opens.</summary>
internal sealed class BackfillMissing : Rule
{
    public override RuleDescriptor Descriptor { get; } = new()
    {
        Id = "MIG6004",
        Name = nameof(BackfillMissing),
        Title = "A gate waits for a backfill that no code defines",
        MessageFormat = "{0} defines a backfill \"{1}\": the gate never opens, and this migration stays pending with all that need it. Instead: {2}.",
        Description = "RequireBackfill names a backfill by its Name. A name that no class has, by a slip or since the class was renamed, is one that "
            + "nobody runs: the gate stays closed in every database that has rows.",
        DefaultSeverity = Severity.Error,
        Concerns = [typeof(DataChange)],
    };

    public override void CheckChange(ChangeContext context)
    {
        if (context.Change is not DataChange { Gates.IsEmpty: false } change || context.Application.Backfills?.Invoke() is not { } known)
        {
            return;
        }

        foreach (var gate in change.Gates.OfType<string>().Where(gate => !known.Names.Contains(gate)))
        {
            context.Report(
                Descriptor,
                known.AreAll ? Descriptor.DefaultSeverity : Severity.Warning,
                known.AreAll ? "No code here" : "No code in this project",
                gate,
                known.Names.IsEmpty
                    ? "write the Backfill class and give it this Name"
                    : "name one that there is (" + ChangeWording.List(known.Names.OrderBy(static n => n, StringComparer.Ordinal).Select(ChangeWording.Quote)) + "), or write the Backfill class");
        }
    }
}
