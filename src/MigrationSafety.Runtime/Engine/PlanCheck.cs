using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using MigrationSafety.Runtime.Errors;

namespace MigrationSafety.Runtime.Engine;

/// <summary>Asks the planner how it would run a batch. A batch that reads the whole table makes the backfill quadratic, and is refused.</summary>
internal static class PlanCheck
{
    /// <summary>Below so many pages a scan costs less than a batch may.</summary>
    private const long SmallTable = 500;

    /// <exception cref="BackfillException">The planner does not use the key.</exception>
    public static async Task RunAsync(Session session, string backfill, BatchSql batch, Relation relation, RangeLease held, string[]? end, string alias, CancellationToken cancellation)
    {
        if (relation.Pages < SmallTable)
        {
            return;
        }

        var sql = new Statement();
        sql.Text = "EXPLAIN (FORMAT JSON, COSTS OFF) " + batch.Write(sql, held.Start, end, held.IsVerifying);
        await using var command = sql.ToCommand(session.Connection);
        var plan = (string)(await command.ExecuteScalarAsync(cancellation).ConfigureAwait(false))!;
        using var document = JsonDocument.Parse(plan);
        var scans = Nodes(document.RootElement[0].GetProperty("Plan")).Where(n => Text(n, "Alias") == alias && Text(n, "Relation Name") == relation.Name && Text(n, "Node Type") != "ModifyTable");
        foreach (var scan in scans)
        {
            if (!IsBounded(scan, relation.Key))
            {
                throw new BackfillException(BackfillProblem.Plan,
                    $"A batch of backfill \"{backfill}\" on {relation.QuotedName} would not use the key ({string.Join(", ", relation.Key.Columns.Select(c => c.Name))}) but a {Text(scan, "Node Type")}. Run ANALYZE {relation.QuotedName}; and look at the plan: {plan}");
            }
        }
    }

    private static bool IsBounded(JsonElement scan, RelationKey key)
    {
        var condition = Text(scan, key.IsRowAddress ? "TID Cond" : "Index Cond") ?? Text(scan, "Recheck Cond");
        return condition is not null && condition.Contains(key.Columns[0].Name, System.StringComparison.Ordinal);
    }

    private static IEnumerable<JsonElement> Nodes(JsonElement plan) =>
        plan.TryGetProperty("Plans", out var below) ? below.EnumerateArray().SelectMany(Nodes).Prepend(plan) : [plan];

    private static string? Text(JsonElement node, string property) => node.TryGetProperty(property, out var value) ? value.GetString() : null;
}
