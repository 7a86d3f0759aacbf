using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using MigrationSafety.Runtime.Backfills;
using MigrationSafety.Runtime.Engine;
using MigrationSafety.Runtime.Verification;
using Npgsql;

namespace MigrationSafety.Runtime.Benchmarks;

/// <summary>The ways to fill the column: ours, the one statement, and the two loops that are published everywhere.</summary>
internal sealed class Contenders(NpgsqlDataSource source)
{
    public Dictionary<string, Func<Task>> All => new(StringComparer.Ordinal)
    {
        ["single UPDATE"] = () => ExecuteAsync("UPDATE items SET new = upper(old)"),
        ["1 worker"] = () => OursAsync(1, 0),
        ["2 workers"] = () => OursAsync(2, 0),
        ["2 workers, resting"] = () => OursAsync(2, 1),
        ["loop, one transaction"] = () => ExecuteAsync(Loop("")),
        ["loop, COMMIT each"] = () => ExecuteAsync(Loop("COMMIT;")),
    };

    // Both published forms: a DO block that is one transaction, and one that commits after each batch.
    private static string Loop(string commit) => $"""
        DO $$
        DECLARE n bigint;
        BEGIN
            LOOP
                UPDATE items SET new = upper(old) WHERE id IN (SELECT id FROM items WHERE new IS NULL LIMIT 10000 FOR UPDATE SKIP LOCKED);
                GET DIAGNOSTICS n = ROW_COUNT;
                {commit}
                EXIT WHEN n = 0;
            END LOOP;
        END $$
        """;

    private async Task OursAsync(int workers, double rest)
    {
        await ExecuteAsync("DROP SCHEMA IF EXISTS migration_safety CASCADE");
        var options = new BackfillOptions { Workers = workers, RestRatio = rest, Verification = VerificationMode.None };
        await new BackfillRunner(source, options).RunAsync(new Fill());
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var command = source.CreateCommand(sql);
        command.CommandTimeout = 0;
        await command.ExecuteNonQueryAsync();
    }

    private sealed class Fill : Backfill
    {
        public override string Name => "items";

        public override string Table => "items";

        protected override void Define(BackfillBuilder rows) => rows.Set("new", "upper(old)");
    }
}
