using MigrationSafety.Runtime.Backfills;

namespace MigrationSafety.Runtime.Worker;

/// <summary>
/// What the reliability suite proves with: a value that follows from the row, and a counter that shows how often a batch has touched it.
/// The counter makes every row be written whether its value is right or not: a batch that is done twice shows.
/// </summary>
public sealed class AccountsBackfill(string name) : Backfill
{
    public override string Name => name;

    public override string Table => "accounts";

    protected override void Define(BackfillBuilder rows) => rows.Set("label", "label_of(t.owner)").ApplyOnce("hits", "hits + 1");
}
