using MigrationSafety.Core.Changes;

namespace MigrationSafety.Core.Rules;

/// <summary>
/// What a reader takes for one operation: a MigrationBuilder call, whatever SQL EF Core makes of it, or one SQL statement.
/// The statements inside a DO block are one to the server, but each has a place of its own.
/// </summary>
internal sealed record OperationKey(int Step, int? Statement, TextSpan? Span)
{
    public static OperationKey Of(Finding finding, ChangeSet changeSet)
    {
        if (finding.Change is null)
        {
            return new OperationKey(finding.Step, null, finding.Span);
        }

        var origin = finding.Change.Origin;
        if (changeSet.Steps[origin.Step].Operation is not null)
        {
            return new OperationKey(origin.Step, null, null);
        }

        return new OperationKey(origin.Step, origin.Statement, origin.InDoBlock ? origin.Span : null);
    }
}
