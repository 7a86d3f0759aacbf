using MigrationSafety.Core.Changes;

namespace MigrationSafety.Core.Rules;

/// <summary>
/// What a reader takes for one operation: a MigrationBuilder call, whatever SQL EF Core makes of it, or one SQL statement.
/// The statements inside a DO block are one to the server, but each has a place of its own. -1: none.
/// </summary>
internal sealed record OperationKey(int Step, int Statement, int Start, int End)
{
    public static OperationKey Of(Finding finding, ChangeSet changeSet)
    {
        if (finding.Change is null)
        {
            return At(finding.Step, -1, finding.Span);
        }

        var origin = finding.Change.Origin;
        return changeSet.Steps[origin.Step].Operation is not null
            ? At(origin.Step, -1, null)
            : At(origin.Step, origin.Statement, origin.InDoBlock ? origin.Span : null);
    }

    private static OperationKey At(int step, int statement, TextSpan? span) => new(step, statement, span?.Start ?? -1, span?.End ?? -1);
}
