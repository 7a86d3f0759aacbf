using System;
using MigrationSafety.Core.Changes;

namespace MigrationSafety.Core.Rules;

/// <summary>ALTER TYPE ... RENAME VALUE: the running version writes the old label and reads one that it does not know.</summary>
internal sealed class RenameEnumValueBreaksRunningApp : Rule
{
    public override RuleDescriptor Descriptor { get; } = new()
    {
        Id = "MIG2003",
        Name = nameof(RenameEnumValueBreaksRunningApp),
        Title = "Renaming an enum value breaks the running application",
        MessageFormat = "From the moment value '{0}' of enum {1} is called '{2}', the running version's statements that write or compare '{0}' fail with "
            + "22P02, and rows come back with a label that it does not know. Instead: keep the label and rename only the member ([PgName]); or add "
            + "'{2}' as a new value, move the rows to it in batches, and stop using '{0}' in a later release.",
        Description = "An enum's labels are what clients send and receive. A renamed label is at once unknown to the version of the application "
            + "that still runs, in both directions. The member of the C# enum may be renamed without the label.",
        DefaultSeverity = Severity.Warning,
        Concerns = [typeof(AlterEnum)],
    };

    public override void CheckChange(ChangeContext context)
    {
        if (context.Change is AlterEnum { Kind: EnumChangeKind.RenameValue } change && EnumUse.IsInUse(context, change.Type))
        {
            context.Report(Descriptor, change.Value, ChangeWording.Quote(change.Type), change.NewValue ?? "");
        }
    }
}
