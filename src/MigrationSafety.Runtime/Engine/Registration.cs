using System;
using System.Threading;
using System.Threading.Tasks;
using MigrationSafety.Runtime.Backfills;
using MigrationSafety.Runtime.Errors;
using MigrationSafety.Runtime.Verification;
using Npgsql;

namespace MigrationSafety.Runtime.Engine;

/// <summary>Writes a backfill into the control tables, or finds it there and takes it up again.</summary>
internal sealed class Registration(BackfillRun run)
{
    private readonly string _schema = run.Schema.Sql;

    private BackfillDefinition Definition => run.Definition;

    /// <exception cref="BackfillException">Another definition has the name, or the table is another one.</exception>
    public async Task RegisterAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using (var insert = new NpgsqlCommand(
            $"""
            INSERT INTO {_schema}.backfill (name, definition, definition_hash, table_oid, table_name, target_batch_ms, max_workers, rest_ratio)
            VALUES ($1, $2::jsonb, $3, $4, $5, $6, $7, $8) ON CONFLICT (name) DO NOTHING
            """, connection)
        {
            Parameters =
            {
                new() { Value = Definition.Name }, new() { Value = Definition.ToJson() }, new() { Value = Definition.Hash() },
                new() { Value = run.Table.Oid, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Oid }, new() { Value = run.Table.QuotedName },
                new() { Value = Math.Max(1, (int)run.Options.TargetBatchTime.TotalMilliseconds) },
                new() { Value = (object?)run.Options.MaxWorkers ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Integer }, new() { Value = run.Options.RestRatio },
            },
        })
        {
            await insert.ExecuteNonQueryAsync(cancellation).ConfigureAwait(false);
        }

        await CompareAsync(connection, cancellation).ConfigureAwait(false);
        await TakeUpAsync(connection, cancellation).ConfigureAwait(false);
    }

    private async Task CompareAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand($"SELECT definition_hash, definition::text, table_oid, state, created_at FROM {_schema}.backfill WHERE name = $1", connection) { Parameters = { new() { Value = Definition.Name } } };
        await using var reader = await command.ExecuteReaderAsync(cancellation).ConfigureAwait(false);
        if (!await reader.ReadAsync(cancellation).ConfigureAwait(false))
        {
            throw new BackfillException(BackfillProblem.Stopped, $"Backfill \"{Definition.Name}\" was taken out of the control tables while it started.");
        }

        if (reader.GetString(0) != Definition.Hash())
        {
            throw new BackfillException(BackfillProblem.DefinitionChanged,
                $"Backfill \"{Definition.Name}\" was started on {reader.GetDateTime(4):yyyy-MM-dd HH:mm} with another definition ({Definition.DifferenceFrom(reader.GetString(1))}). Rows are filled by the old one already. Give the new one another name, or take the old one out: SELECT {_schema}.forget('{Definition.Name.Replace("'", "''", StringComparison.Ordinal)}');");
        }

        if (reader.GetFieldValue<uint>(2) != run.Table.Oid)
        {
            throw new BackfillException(BackfillProblem.Table,
                $"Backfill \"{Definition.Name}\" was started on another table that had the name {run.Table.QuotedName}: it was dropped and made anew, or swapped. Take the old one out: SELECT {_schema}.forget('{Definition.Name.Replace("'", "''", StringComparison.Ordinal)}');");
        }
    }

    // Stopped by an error: tried again. Completed but not verified: verified again. Cancelled stays, until somebody resumes it.
    private async Task TakeUpAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(
            $"""
            UPDATE {_schema}.backfill f SET state = CASE WHEN f.pass = 0 THEN 'registered' ELSE 'running' END, reason = NULL, completed_at = NULL, verify_from = f.pass
            WHERE f.name = $1 AND (f.state = 'stopped' OR f.state = 'completed' AND $2
                AND (f.verified_at IS NULL OR EXISTS (SELECT FROM {_schema}.quarantine q WHERE q.backfill = f.name)))
            """, connection) { Parameters = { new() { Value = Definition.Name }, new() { Value = run.Options.Verification != VerificationMode.None } } };
        await command.ExecuteNonQueryAsync(cancellation).ConfigureAwait(false);
    }
}
