using System.Collections.Generic;
using System.Linq;
using MigrationSafety.Core.Changes;
using MigrationSafety.Core.Models;
using MigrationSafety.Core.Recipes.Online;
using MigrationSafety.Core.State;

namespace MigrationSafety.Core.Rules;

/// <summary>A data change over a whole table that has a concurrency token, or triggers that fire for each row.</summary>
internal sealed class BackfillDisturbsTokensOrTriggers : Rule
{
    public override RuleDescriptor Descriptor { get; } = new()
    {
        Id = "MIG5004",
        Name = nameof(BackfillDisturbsTokensOrTriggers),
        Title = "A backfill makes concurrent writers fail or fires triggers",
        MessageFormat = "For each row that it touches {0} {1}. Instead: {2}.",
        Description = "An update of a row changes its xmin: whoever has loaded the row and uses it as concurrency token gets "
            + "DbUpdateConcurrencyException. Triggers that stamp, audit or publish changes take a backfill for what users did.",
        DefaultSeverity = Severity.Info,
        Concerns = [typeof(DataChange)],
    };

    public override void CheckChange(ChangeContext context)
    {
        if (context.Change is not DataChange { Table: { } table } change || !UnboundedData.Is(context, change))
        {
            return;
        }

        var token = Token(context, table, change);
        var triggers = Triggers(context, table, change).Select(static t => ChangeWording.Quote(t.Name)).ToList();
        if (token is null && triggers.Count == 0)
        {
            return;
        }

        var fires = triggers.Count == 0 ? "" : "fires " + (triggers.Count == 1 ? "trigger " : "triggers ") + ChangeWording.List(triggers);
        const string retry = "let the application load and save again after this exception, and change the rows in small batches when few are written";
        const string mute = "see that what the triggers write, stamp or send is wanted for each row, or keep them off for this session";
        context.Report(
            Descriptor,
            ChangeWording.Statement(change),
            token is null ? fires
                : "changes the concurrency token " + token + ", so that whoever loaded the row before gets DbUpdateConcurrencyException"
                    + (fires.Length == 0 ? "" : ", and " + fires),
            token is null ? mute : fires.Length == 0 ? retry : retry + "; " + mute);
    }

    /// <summary>The property whose value the statement changes under the running version's hands.</summary>
    private static string? Token(ChangeContext context, QualifiedName table, DataChange change)
    {
        if (change.Kind is not (DataChangeKind.Update or DataChangeKind.Merge))
        {
            return null;
        }

        var model = context.RunningModel ?? context.Application.Current;
        var token = model?.FindTable(RunningNames.NameBefore(context, table))?.Columns
            .FirstOrDefault(c => c.IsConcurrencyToken && (c.IsXmin || c.IsRowVersion || change.Columns.Contains(c.Name)));
        return token is null ? null : ChangeWording.List(token.Properties.Select(static p => p.Display).Distinct());
    }

    private static IEnumerable<TriggerState> Triggers(ChangeContext context, QualifiedName table, DataChange change)
    {
        var events = change.Kind switch
        {
            DataChangeKind.Update => TriggerEvents.Update,
            DataChangeKind.Delete => TriggerEvents.Delete,
            DataChangeKind.Insert => TriggerEvents.Insert,
            _ => TriggerEvents.Insert | TriggerEvents.Update | TriggerEvents.Delete,
        };
        return context.Before.FindParameter("session_replication_role") == "replica"
            ? []
            : context.Before.FindTable(table)?.Triggers.Where(t =>
                (t.Events & events) != 0 && !t.IsDisabled && !t.ForEachStatement && !SyncName.Is(t.Name)
                && (t.UpdateOfColumns.IsEmpty || change.Kind != DataChangeKind.Update || t.UpdateOfColumns.Any(c => change.Columns.Contains(c)))) ?? [];
    }
}
