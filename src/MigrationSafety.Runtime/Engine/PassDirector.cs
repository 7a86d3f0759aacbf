using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MigrationSafety.Core.Sql;
using MigrationSafety.Runtime.Backfills;
using MigrationSafety.Runtime.Errors;
using MigrationSafety.Runtime.Verification;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace MigrationSafety.Runtime.Engine;

/// <summary>
/// Moves a backfill from one pass to the next: fill, fill again where rows have no key, verify until nothing differs, complete.
/// Any worker of any process does it, whoever finds the pass at its end first.
/// </summary>
internal sealed class PassDirector(BackfillRun run)
{
    private const int MostFillPasses = 20;

    private readonly string _schema = run.Schema.Sql;

    private string Name => run.Definition.Name;

    public async Task<PassAdvice> AdvanceAsync(Session session, CancellationToken cancellation)
    {
        var (state, paused, open) = await ReadAsync(session.Connection, cancellation).ConfigureAwait(false);
        return state switch
        {
            "completed" or "stopped" or "cancelled" => PassAdvice.Finished,
            _ when paused => PassAdvice.Wait,
            "running" when open > 0 => PassAdvice.Idle,
            _ => await NextPassAsync(session, cancellation).ConfigureAwait(false) ? PassAdvice.Work : PassAdvice.Wait,
        };
    }

    /// <summary>Too many rows set apart are no exceptions: the backfill stops.</summary>
    public async Task CheckQuarantineAsync(Session session, CancellationToken cancellation)
    {
        await using var command = Command(session.Connection, null, $"SELECT count(*), min(message) FROM {_schema}.quarantine WHERE backfill = $1", Name);
        await using var reader = await command.ExecuteReaderAsync(cancellation).ConfigureAwait(false);
        await reader.ReadAsync(cancellation).ConfigureAwait(false);
        if (reader.GetInt64(0) > run.Options.MaxQuarantined)
        {
            throw new BackfillException(BackfillProblem.Quarantine,
                $"Backfill \"{Name}\" stops: {reader.GetInt64(0)} rows failed, more than the {run.Options.MaxQuarantined} that may be set apart. The expression is wrong rather than the rows. First error: {reader.GetString(1)}");
        }
    }

    /// <summary>Ends a range whose relation is no longer part of the table.</summary>
    public async Task FinishRangeAsync(Session session, RangeLease held, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand($"UPDATE {_schema}.backfill_range SET done = true, token = NULL WHERE id = $1 AND token = $2", session.Connection) { Parameters = { new() { Value = held.Id }, new() { Value = held.Token } } };
        await command.ExecuteNonQueryAsync(cancellation).ConfigureAwait(false);
        await run.Commands.LogAsync(session.Connection, Name, "relation gone", string.Create(CultureInfo.InvariantCulture, $"range {held.Id}: relation {held.Relation} was dropped or detached"), cancellation).ConfigureAwait(false);
    }

    /// <summary>Plans a relation anew whose rows have new addresses since it was rewritten.</summary>
    public async Task RestartRelationAsync(Session session, RangeLease held, CancellationToken cancellation)
    {
        await using var transaction = await BeginAsync(session.Connection, cancellation).ConfigureAwait(false);
        if (await LockAsync(session.Connection, transaction, withOpenRanges: true, cancellation).ConfigureAwait(false) is null)
        {
            return;
        }

        var table = await new TableReader(session.Connection, transaction).ReadAsync(run.Table.Oid, cancellation).ConfigureAwait(false);
        run.Learn(table);
        var relation = table.Relations.FirstOrDefault(r => r.Oid == held.Relation);
        await using var delete = new NpgsqlCommand($"DELETE FROM {_schema}.backfill_range WHERE backfill = $1 AND pass = $2 AND relation = $3 AND filenode <> $4", session.Connection, transaction)
        {
            Parameters = { new() { Value = Name }, new() { Value = held.Pass }, new() { Value = held.Relation, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Oid }, new() { Value = relation?.FileNode ?? 0, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Oid } },
        };
        if (await delete.ExecuteNonQueryAsync(cancellation).ConfigureAwait(false) > 0 && relation is not null)
        {
            var ranges = await new RangePlanner(session.Connection, transaction).PlanAsync(table with { Relations = [relation] }, !held.IsVerifying, cancellation).ConfigureAwait(false);
            await WriteRangesAsync(session.Connection, transaction, held.Pass, held.Phase, ranges, cancellation).ConfigureAwait(false);
            await LogAsync(session.Connection, transaction, "restart", $"{relation.QuotedName} was rewritten; its rows are gone through from the start", cancellation).ConfigureAwait(false);
        }

        await transaction.CommitAsync(cancellation).ConfigureAwait(false);
    }

    private async Task<(string State, bool Paused, long Open)> ReadAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var command = Command(connection, null,
            $"SELECT state, paused, (SELECT count(*) FROM {_schema}.backfill_range r WHERE r.backfill = f.name AND r.pass = f.pass AND NOT r.done) FROM {_schema}.backfill f WHERE name = $1", Name);
        await using var reader = await command.ExecuteReaderAsync(cancellation).ConfigureAwait(false);
        return await reader.ReadAsync(cancellation).ConfigureAwait(false)
            ? (reader.GetString(0), reader.GetBoolean(1), reader.GetInt64(2))
            : throw new BackfillException(BackfillProblem.Stopped, $"Backfill \"{Name}\" was taken out of the control tables while it ran.");
    }

    private async Task<bool> NextPassAsync(Session session, CancellationToken cancellation)
    {
        await Statistics.RefreshAsync(session.Connection, run.Table, run.Logger, cancellation).ConfigureAwait(false);
        await using var transaction = await BeginAsync(session.Connection, cancellation).ConfigureAwait(false);
        if (await LockAsync(session.Connection, transaction, withOpenRanges: false, cancellation).ConfigureAwait(false) is not { } at)
        {
            return false;
        }

        var table = await new TableReader(session.Connection, transaction).ReadAsync(run.Table.Oid, cancellation).ConfigureAwait(false);
        run.Learn(table);
        if (at.Pass == 0)
        {
            await BeginPassAsync(session.Connection, transaction, 1, "fill", table, cancellation).ConfigureAwait(false);
        }
        else if (at.Finished)
        {
            await BeginPassAsync(session.Connection, transaction, at.Pass + 1, "verify", table, cancellation).ConfigureAwait(false);
        }
        else
        {
            await EndPassAsync(session.Connection, transaction, at, table, cancellation).ConfigureAwait(false);
        }

        await transaction.CommitAsync(cancellation).ConfigureAwait(false);
        return true;
    }

    private async Task EndPassAsync(NpgsqlConnection connection, NpgsqlTransaction transaction, PassEnd at, TableShape table, CancellationToken cancellation)
    {
        var triggersSame = at.Triggers == await TriggersAsync(connection, transaction, cancellation).ConfigureAwait(false);
        var clean = at.Phase == "verify" && at.Changed == 0 && triggersSame && await GeneratedAreUniqueAsync(connection, transaction, cancellation).ConfigureAwait(false);
        await ExecuteAsync(connection, transaction, $"UPDATE {_schema}.pass SET finished_at = clock_timestamp(), rows_changed = $3, clean = $4 WHERE backfill = $1 AND pass = $2", cancellation, Name, at.Pass, at.Changed, clean).ConfigureAwait(false);
        if (at.Phase == "verify")
        {
            // Rows that were set apart and did not fail again have been mended, or are gone.
            await ExecuteAsync(connection, transaction, $"DELETE FROM {_schema}.quarantine WHERE backfill = $1 AND pass < $2", cancellation, Name, at.Pass).ConfigureAwait(false);
        }

        if (at.Phase == "fill" && at.ChangedByAddress > 0 && at.Pass < MostFillPasses)
        {
            // Rows without a key may have moved behind our back: until a pass finds nothing.
            await BeginPassAsync(connection, transaction, at.Pass + 1, "fill", table with { Relations = table.Relations.Where(r => r.Key.IsRowAddress).ToArray() }, cancellation).ConfigureAwait(false);
        }
        else if (at.Phase == "fill" && Compares)
        {
            await BeginPassAsync(connection, transaction, at.Pass + 1, "verify", table, cancellation).ConfigureAwait(false);
        }
        else if (at.Phase == "verify" && !clean && run.Options.Verification == VerificationMode.Repair && at.VerifyPasses < run.Options.MaxVerificationPasses)
        {
            await BeginPassAsync(connection, transaction, at.Pass + 1, "verify", table, cancellation).ConfigureAwait(false);
        }
        else
        {
            await CompleteAsync(connection, transaction, at, clean, triggersSame, cancellation).ConfigureAwait(false);
        }
    }

    // Assignments that are applied once leave nothing to compare; the checkpoint is what vouches for them.
    private bool Compares => run.Options.Verification != VerificationMode.None && !OnlyOnce;

    private bool OnlyOnce => run.Definition.Assignments.All(a => a.Kind == AssignmentKind.Once);

    private async Task CompleteAsync(NpgsqlConnection connection, NpgsqlTransaction transaction, PassEnd at, bool clean, bool triggersSame, CancellationToken cancellation)
    {
        var verified = clean || OnlyOnce && run.Options.Verification != VerificationMode.None;
        var reason = verified || run.Options.Verification == VerificationMode.None ? null
            : !triggersSame ? "A trigger of the table changed during the last pass. Start it again to verify."
            : at.Changed == 0 ? "A generated column has equal values in more than one row."
            : string.Create(CultureInfo.InvariantCulture, $"{at.Changed} rows differed in the last of {at.VerifyPasses} passes. Something still writes rows without the new value: is the trigger in place?");
        await ExecuteAsync(connection, transaction,
            $"""
            UPDATE {_schema}.backfill f SET state = 'completed', completed_at = clock_timestamp(), reason = $2,
                verified_at = CASE WHEN $3 THEN (SELECT p.started_at FROM {_schema}.pass p WHERE p.backfill = f.name AND p.pass = f.pass) END
            WHERE name = $1
            """, cancellation, Name, (object?)reason ?? DBNull.Value, verified).ConfigureAwait(false);
        await LogAsync(connection, transaction, "completed", reason ?? (verified ? "completed and verified" : "completed, not verified"), cancellation).ConfigureAwait(false);
    }

    private async Task BeginPassAsync(NpgsqlConnection connection, NpgsqlTransaction transaction, int pass, string phase, TableShape table, CancellationToken cancellation)
    {
        var triggers = await TriggersAsync(connection, transaction, cancellation).ConfigureAwait(false);
        await ExecuteAsync(connection, transaction, $"INSERT INTO {_schema}.pass (backfill, pass, phase, triggers) VALUES ($1, $2, $3, $4)", cancellation, Name, pass, phase, triggers).ConfigureAwait(false);
        var ranges = await new RangePlanner(connection, transaction).PlanAsync(table, bounded: phase == "fill", cancellation).ConfigureAwait(false);
        await WriteRangesAsync(connection, transaction, pass, phase, ranges, cancellation).ConfigureAwait(false);
        await ExecuteAsync(connection, transaction, $"UPDATE {_schema}.backfill SET state = 'running', pass = $2 WHERE name = $1", cancellation, Name, pass).ConfigureAwait(false);
        await LogAsync(connection, transaction, "pass", string.Create(CultureInfo.InvariantCulture, $"pass {pass} ({phase}): {ranges.Count} ranges of {table.Relations.Count} relations"), cancellation).ConfigureAwait(false);
        run.Logger.LogInformation("Backfill {Backfill}: pass {Pass} ({Phase}), {Ranges} ranges", Name, pass, phase, ranges.Count);
    }

    private async Task WriteRangesAsync(NpgsqlConnection connection, NpgsqlTransaction transaction, int pass, string phase, IReadOnlyList<PlannedRange> ranges, CancellationToken cancellation)
    {
        foreach (var chunk in ranges.Chunk(500))
        {
            await using var batch = new NpgsqlBatch(connection, transaction);
            foreach (var range in chunk)
            {
                var sql = new Statement();
                var filenode = range.Relation.Key.IsRowAddress ? sql.Oid(range.Relation.FileNode) : "NULL";
                sql.Text = $"""
                    INSERT INTO {_schema}.backfill_range (backfill, pass, phase, relation, filenode, lower_key, upper_key, estimated_rows)
                    VALUES ({sql.Value(Name)}, {sql.Value(pass)}, {sql.Value(phase)}, {sql.Oid(range.Relation.Oid)}, {filenode}, {sql.Texts(range.Lower)}, {sql.Texts(range.Upper)}, {sql.Value(range.EstimatedRows)})
                    """;
                batch.BatchCommands.Add(sql.ToBatchCommand());
            }

            await batch.ExecuteNonQueryAsync(cancellation).ConfigureAwait(false);
        }
    }

    // Locked without waiting: who has it, plans.
    private async Task<PassEnd?> LockAsync(NpgsqlConnection connection, NpgsqlTransaction transaction, bool withOpenRanges, CancellationToken cancellation)
    {
        await using (var take = Command(connection, transaction, $"SELECT 1 FROM {_schema}.backfill WHERE name = $1 AND state IN ('registered', 'running') AND NOT paused FOR UPDATE SKIP LOCKED", Name))
        {
            if (await take.ExecuteScalarAsync(cancellation).ConfigureAwait(false) is null)
            {
                return null;
            }
        }

        await using var command = Command(connection, transaction,
            $"""
            SELECT f.pass, p.phase, p.triggers, p.finished_at IS NOT NULL,
                (SELECT count(*) FILTER (WHERE NOT r.done) FROM {_schema}.backfill_range r WHERE r.backfill = f.name AND r.pass = f.pass),
                (SELECT coalesce(sum(r.rows_changed), 0)::bigint FROM {_schema}.backfill_range r WHERE r.backfill = f.name AND r.pass = f.pass),
                (SELECT coalesce(sum(r.rows_changed), 0)::bigint FROM {_schema}.backfill_range r WHERE r.backfill = f.name AND r.pass = f.pass AND r.filenode IS NOT NULL),
                (SELECT count(*) FROM {_schema}.pass v WHERE v.backfill = f.name AND v.phase = 'verify' AND v.pass > f.verify_from)
            FROM {_schema}.backfill f LEFT JOIN {_schema}.pass p ON p.backfill = f.name AND p.pass = f.pass WHERE f.name = $1
            """, Name);
        await using var reader = await command.ExecuteReaderAsync(cancellation).ConfigureAwait(false);
        await reader.ReadAsync(cancellation).ConfigureAwait(false);
        return reader.GetInt32(0) == 0
            ? new(0, "", null, false, 0, 0, 0)
            : reader.GetInt64(4) > 0 && !withOpenRanges
                ? null
                : new(reader.GetInt32(0), reader.GetString(1), reader.IsDBNull(2) ? null : reader.GetString(2), reader.GetBoolean(3), reader.GetInt64(5), reader.GetInt64(6), reader.GetInt64(7));
    }

    private async Task<string> TriggersAsync(NpgsqlConnection connection, NpgsqlTransaction transaction, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand($"SELECT {_schema}.triggers_of($1)", connection, transaction) { Parameters = { new() { Value = run.Table.Oid, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Oid } } };
        return (string)(await command.ExecuteScalarAsync(cancellation).ConfigureAwait(false))!;
    }

    // One statement over the column, where no unique index has said so already.
    private async Task<bool> GeneratedAreUniqueAsync(NpgsqlConnection connection, NpgsqlTransaction transaction, CancellationToken cancellation)
    {
        foreach (var assignment in run.Definition.Assignments.Where(a => a is { Kind: AssignmentKind.Generated, Unique: true }))
        {
            var column = SqlIdentifier.Quote(assignment.Column);
            await using var indexed = new NpgsqlCommand(
                """
                SELECT EXISTS (SELECT FROM pg_index i JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attname = $2
                WHERE i.indrelid = $1 AND i.indisunique AND i.indisvalid AND i.indpred IS NULL AND i.indnkeyatts = 1 AND i.indkey[0] = a.attnum)
                """, connection, transaction) { Parameters = { new() { Value = run.Table.Oid, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Oid }, new() { Value = assignment.Column } } };
            if (await indexed.ExecuteScalarAsync(cancellation).ConfigureAwait(false) is true)
            {
                continue;
            }

            await using var command = new NpgsqlCommand($"SELECT EXISTS (SELECT FROM {run.Table.QuotedName} WHERE {column} IS NOT NULL GROUP BY {column} HAVING count(*) > 1)", connection, transaction) { CommandTimeout = 0 };
            if (await command.ExecuteScalarAsync(cancellation).ConfigureAwait(false) is true)
            {
                return false;
            }
        }

        return true;
    }

    private Task LogAsync(NpgsqlConnection connection, NpgsqlTransaction transaction, string kind, string message, CancellationToken cancellation) =>
        ExecuteAsync(connection, transaction, $"INSERT INTO {_schema}.event (backfill, kind, message) VALUES ($1, $2, $3)", cancellation, Name, kind, message);

    // A pass that has ended stays ended: these commits wait for the disk, and with it for every batch before them.
    private static async Task<NpgsqlTransaction> BeginAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        var transaction = await connection.BeginTransactionAsync(cancellation).ConfigureAwait(false);
        await ExecuteAsync(connection, transaction, "SELECT set_config('statement_timeout', '0', true), CASE WHEN current_setting('synchronous_commit') = 'off' THEN set_config('synchronous_commit', 'on', true) END", cancellation).ConfigureAwait(false);
        return transaction;
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, NpgsqlTransaction transaction, string sql, CancellationToken cancellation, params object[] values)
    {
        await using var command = Command(connection, transaction, sql, values);
        await command.ExecuteNonQueryAsync(cancellation).ConfigureAwait(false);
    }

    private static NpgsqlCommand Command(NpgsqlConnection connection, NpgsqlTransaction? transaction, string sql, params object[] values)
    {
        var command = new NpgsqlCommand(sql, connection, transaction);
        foreach (var value in values)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        }

        return command;
    }

    /// <summary>The pass that the backfill is in.</summary>
    private sealed record PassEnd(int Pass, string Phase, string? Triggers, bool Finished, long Changed, long ChangedByAddress, long VerifyPasses);
}
