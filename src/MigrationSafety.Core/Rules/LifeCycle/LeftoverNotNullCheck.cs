using System;
using System.Linq;
using MigrationSafety.Core.Changes;

namespace MigrationSafety.Core.Rules;

/// <summary>CHECK (c IS NOT NULL), which spared SET NOT NULL its scan and is still there: it says the same once more.</summary>
internal sealed class LeftoverNotNullCheck : Rule
{
    public override RuleDescriptor Descriptor { get; } = new()
    {
        Id = "MIG6002",
        Name = nameof(LeftoverNotNullCheck),
        Title = "The helper CHECK is still there after SET NOT NULL",
        MessageFormat = "{0} is NOT NULL from here on, and no migration drops the CHECK {1} that says the same: every INSERT and UPDATE tests it once "
            + "more. Instead: DROP CONSTRAINT {1} in a statement after this one.",
        Description = "A validated CHECK (c IS NOT NULL) lets SET NOT NULL skip its scan (12 and later). Afterwards it is superfluous: each write "
            + "evaluates it, and whoever makes the column nullable again has two places to think of.",
        DefaultSeverity = Severity.Info,
        Fix = FixKind.Auto,
        Concerns = [typeof(SetNotNull)],
    };

    public override void CheckChangeSet(ChangeSetContext context)
    {
        foreach (var change in context.Changes)
        {
            if (change.IsOnNewTable || change.Change is not SetNotNull set)
            {
                continue;
            }

            var helper = change.Before.FindTable(set.Table)?.Constraints.FirstOrDefault(c =>
                c.Definition is { Kind: ConstraintKind.Check, Expression.IsNotNullTest: true } && c.Definition.Expression.NotNullColumns.Contains(set.Column));
            if (helper is not null
                && context.After.FindTable(set.Table)?.FindConstraint(helper.Name) is not null
                && context.Final.FindTable(set.Table) is { } table
                && table.FindConstraint(helper.Name) is not null && table.FindColumn(set.Column)?.NotNull == true)
            {
                change.Report(Descriptor, ChangeWording.Quote(set.Table, set.Column), ChangeWording.Quote(helper.Name));
            }
        }
    }
}
