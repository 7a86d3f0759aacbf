using System;
using MigrationSafety.Core.Changes;

namespace MigrationSafety.Core.Rules;

/// <summary>ADD COLUMN serial or GENERATED ... AS IDENTITY.</summary>
internal sealed class AddIdentityRewritesTable : Rule
{
    public override RuleDescriptor Descriptor { get; } = new()
    {
        Id = "MIG1102",
        Name = nameof(AddIdentityRewritesTable),
        Title = "Adding a serial or identity column rewrites the table",
        MessageFormat = "Adding {0} column {1} {2}. Instead: add a nullable bigint column, give it a sequence as DEFAULT, fill the old rows in "
            + "batches, and make it an identity afterwards, which is brief.",
        Description = "Every row gets its number while reads and writes wait. ADD GENERATED AS IDENTITY on a column that is filled already "
            + "is brief.",
        DefaultSeverity = Severity.Warning,
        IsAboutSize = true,
        Fix = FixKind.Phases,
        Concerns = [typeof(AddColumn)],
    };

    public override void CheckChange(ChangeContext context)
    {
        if (AddedColumnRewrites.Cause(context) == AddedColumnRewrite.Identity)
        {
            var change = (AddColumn)context.Change;
            context.Report(
                Descriptor,
                change.Column.Type is { IsSerial: true } serial ? serial.Name : "identity",
                ChangeWording.Quote(change.Table, change.Column.Name),
                context.EffectText);
        }
    }
}
