using System;
using MigrationSafety.Core.Changes;

namespace MigrationSafety.Core.Rules;

/// <summary>UpdateData and DeleteData: EF Core brings rows back to what HasData says, whatever became of them in production.</summary>
internal sealed class SeedDataRewritesRows : Rule
{
    public override RuleDescriptor Descriptor { get; } = new()
    {
        Id = "MIG3011",
        Name = nameof(SeedDataRewritesRows),
        Title = "Changed seed data overwrites or deletes live rows",
        MessageFormat = "{0} of seed data {1}, whatever users made of them since. Instead: compare them with production first, or take the rows out of "
            + "HasData and change them by the application.",
        Description = "HasData describes rows by key. When the description changes, EF Core emits UPDATE or DELETE by that key; values that were "
            + "changed in production are overwritten, and what references a deleted row may go along.",
        DefaultSeverity = Severity.Info,
        Concerns = [typeof(DataChange)],
    };

    public override void CheckChange(ChangeContext context)
    {
        if (context.Change is DataChange { Author: DataChangeAuthor.EfSeedData, Kind: DataChangeKind.Update or DataChangeKind.Delete } change
            && !context.IsAboutNewTable)
        {
            context.Report(
                Descriptor,
                ChangeWording.Statement(change),
                change.Kind == DataChangeKind.Update ? "overwrites the rows of these keys" : "deletes the rows of these keys, and by ON DELETE CASCADE what references them");
        }
    }
}
