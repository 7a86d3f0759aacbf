using System;
using System.Linq;
using MigrationSafety.Core.Changes;

namespace MigrationSafety.Core.Rules;

/// <summary>SET NOT NULL where no validated CHECK spares the scan, and a NOT NULL constraint that is not NOT VALID (18).</summary>
internal sealed class SetNotNullScansUnderLock : Rule
{
    private const int ChecksSpareScan = 12;
    private const int NotNullTakesNotValid = 18;

    public override RuleDescriptor Descriptor { get; } = new()
    {
        Id = "MIG1008",
        Name = nameof(SetNotNullScansUnderLock),
        Title = "SET NOT NULL reads the table under an exclusive lock",
        MessageFormat = "Setting {0} NOT NULL {1}. Instead: {2}.",
        Description = "SET NOT NULL reads every row while reads and writes wait, unless a validated CHECK already proves that there is no "
            + "NULL (12 and later). From 18 on a NOT NULL constraint can itself be added NOT VALID and validated later.",
        DefaultSeverity = Severity.Warning,
        IsAboutSize = true,
        Fix = FixKind.Auto,
        Concerns = [typeof(SetNotNull), typeof(AddConstraint)],
    };

    public override void CheckChange(ChangeContext context)
    {
        if (!context.Scans)
        {
            return;
        }

        switch (context.Change)
        {
            case SetNotNull change:
                Report(context, change.Table, change.Column);
                break;
            case AddConstraint { Constraint: { Kind: ConstraintKind.NotNull, NotValid: false } constraint } change:
                Report(context, change.Table, constraint.Columns.FirstOrDefault() ?? "");
                break;
        }
    }

    private void Report(ChangeContext context, QualifiedName table, string column) =>
        context.Report(Descriptor, ChangeWording.Quote(table, column), context.EffectText, Advice(context.Version, ChangeWording.Quote(column)));

    private static string Advice(PostgresVersion version, string column) => version.Major switch
    {
        >= NotNullTakesNotValid =>
            $"ADD CONSTRAINT ... NOT NULL {column} NOT VALID, then VALIDATE CONSTRAINT in a later transaction (18 and later)",
        >= ChecksSpareScan =>
            $"ADD CHECK ({column} IS NOT NULL) NOT VALID, VALIDATE it in a later transaction, and SET NOT NULL needs no scan (12 and later)",
        _ => $"ADD CHECK ({column} IS NOT NULL) NOT VALID, VALIDATE it in a later transaction and keep it "
            + "(before 12 SET NOT NULL always reads every row)",
    };
}
