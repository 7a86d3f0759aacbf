using System;
using System.Linq;
using MigrationSafety.Core.Changes;

namespace MigrationSafety.Core.Rules;

/// <summary>
/// A step that takes as long as its table is large, under Npgsql's command timeout of 30 seconds; once for each migration.
/// Asks the project's code, so it is silent where nobody can be asked.
/// </summary>
internal sealed class CommandTimeoutCutsLongStep : Rule
{
    public override RuleDescriptor Descriptor { get; } = new()
    {
        Id = "MIG4011",
        Name = nameof(CommandTimeoutCutsLongStep),
        Title = "The command timeout cuts a long step off",
        MessageFormat = "{0} takes as long as its table is large, and nothing in this project raises the command timeout: after 30 seconds Npgsql cancels it{1}. "
            + "Instead: UseNpgsql(..., o => o.CommandTimeout(...)), Database.SetCommandTimeout(...) before Migrate(), or Command Timeout=0 in the connection string.",
        Description = "Npgsql's command timeout applies to every command of a migration. It cuts off what is meant to take long: a concurrent index "
            + "build then leaves an INVALID index, on whose name every later attempt fails.",
        DefaultSeverity = Severity.Info,
        Concerns = [typeof(CreateIndex), typeof(Reindex), typeof(ValidateConstraint), typeof(DataChange)],
    };

    public override void CheckChangeSet(ChangeSetContext context)
    {
        if (context.ChangeSet.IsSqlFile || context.Application.RaisesCommandTimeout is not { } isRaised
            || context.Changes.FirstOrDefault(TakesLong) is not { } first || isRaised())
        {
            return;
        }

        first.Report(Descriptor, ChangeWording.Statement(first.Change), first.Change is CreateIndex or Reindex
            ? ", which leaves an INVALID index and error 42P07 for every later attempt"
            : ", and the next attempt starts from the beginning");
    }

    private static bool TakesLong(ChangeContext change) => !change.IsOnNewTable && change.Effects.FailsWith is null && change.Change switch
    {
        CreateIndex { Concurrently: true } c => !IsSmall(change, c.Table),
        Reindex { Concurrently: true } => true,
        ValidateConstraint c => change.Scans && !IsSmall(change, c.Table),
        DataChange c => UnboundedData.Is(change, c) && !(c.Table is { } table && IsSmall(change, table)),
        _ => false,
    };

    private static bool IsSmall(ChangeContext change, QualifiedName table) => change.SizeOf(table) is { } size && size.Rows < change.Options.SmallTableRows;
}
