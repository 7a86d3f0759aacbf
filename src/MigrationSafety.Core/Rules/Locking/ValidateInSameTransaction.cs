using System;
using System.Linq;
using MigrationSafety.Core.Changes;
using MigrationSafety.Core.Locks;

namespace MigrationSafety.Core.Rules;

/// <summary>ADD ... NOT VALID and VALIDATE in one transaction: the strong lock of the first lasts through the scan of the second.</summary>
internal sealed class ValidateInSameTransaction : Rule
{
    public override RuleDescriptor Descriptor { get; } = new()
    {
        Id = "MIG1013",
        Name = nameof(ValidateInSameTransaction),
        Title = "VALIDATE CONSTRAINT in the transaction that added the constraint",
        MessageFormat = "{0} runs in the transaction that added the constraint, so {1} stays locked while every row is read: {2}, for a time "
            + "that grows with the table. Instead: validate in a later transaction: {3}.",
        Description = "VALIDATE CONSTRAINT itself blocks neither reads nor writes, but the lock that ADD CONSTRAINT took is held until the "
            + "transaction ends. In one transaction NOT VALID gains nothing.",
        DefaultSeverity = Severity.Warning,
        IsAboutSize = true,
        Fix = FixKind.Split,
        Concerns = [typeof(ValidateConstraint)],
    };

    public override void CheckChangeSet(ChangeSetContext context)
    {
        for (var i = 0; i < context.Changes.Length; i++)
        {
            var validate = context.Changes[i];
            if (validate.Change is not ValidateConstraint change || validate.IsOnNewTable || !validate.Scans)
            {
                continue;
            }

            var added = context.Changes.Take(i).LastOrDefault(c => Adds(c.Change, change) && IsTogether(c, validate));
            if (added is not null)
            {
                validate.Report(
                    Descriptor,
                    ChangeWording.Statement(change),
                    ChangeWording.Quote(change.Table),
                    EffectWording.Locks(added.Effects),
                    context.ChangeSet.IsSqlFile ? "after COMMIT" : "a later migration, or Sql(..., suppressTransaction: true)");
            }
        }
    }

    private static bool Adds(SchemaChange change, ValidateConstraint validate) =>
        change is AddConstraint { Constraint.NotValid: true } add && add.Table == validate.Table && add.Constraint.Name == validate.Name;

    // One ALTER TABLE with both is together even outside a transaction block.
    private static bool IsTogether(ChangeContext add, ChangeContext validate) =>
        (add.Transaction is not null && add.Transaction == validate.Transaction)
        || add.Change.Origin.Statement == validate.Change.Origin.Statement;
}
