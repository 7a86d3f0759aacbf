using MigrationSafety.Core.Changes;

namespace MigrationSafety.Core.Rules;

/// <summary>
/// Numbers the transactions a change set runs in. EF Core begins one for the migration, commits before a suppressed step
/// and begins another after it. Outside of it several statements in one text are one implicit transaction, since Npgsql
/// sends a text as one pipeline; a script runner sends the statements of a file one by one.
/// </summary>
internal sealed class TransactionTracker
{
    private readonly bool runnerOpens;
    private readonly bool textIsPipeline;
    private int last;
    private bool runnerIsOpen;
    private int? block;
    private int? pipeline;
    private bool stepIsPipeline;

    public TransactionTracker(bool runnerOpens, bool textIsPipeline)
    {
        this.runnerOpens = runnerOpens;
        this.textIsPipeline = textIsPipeline;
    }

    public void StartStep(bool suppressed, int statements)
    {
        pipeline = null;
        stepIsPipeline = textIsPipeline && statements > 1;
        if (!runnerOpens || suppressed != runnerIsOpen)
        {
            return;
        }

        runnerIsOpen = !suppressed;
        block = suppressed ? null : ++last;
    }

    /// <summary>The transaction of the next change; null outside any.</summary>
    public int? Of(SchemaChange change)
    {
        // COMMIT in a DO block is the block's own affair.
        if (change is TransactionControl control && !change.Origin.InDoBlock)
        {
            switch (control.Kind)
            {
                case TransactionControlKind.Begin:
                    pipeline = null;
                    block ??= ++last;
                    return block;
                case TransactionControlKind.Commit or TransactionControlKind.Rollback:
                    var ended = block ?? pipeline;
                    block = null;
                    pipeline = null;
                    return ended;
            }
        }

        return block ?? (stepIsPipeline ? pipeline ??= ++last : null);
    }
}
