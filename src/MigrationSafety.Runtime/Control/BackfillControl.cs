using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using MigrationSafety.Runtime.Errors;
using Npgsql;

namespace MigrationSafety.Runtime.Control;

/// <summary>The commands for running backfills, from code. The same functions can be called from any SQL client.</summary>
public sealed class BackfillControl(NpgsqlDataSource source, string controlSchema = "migration_safety")
{
    private const int StatusColumns = 25;
    private readonly ControlSchema _schema = new(controlSchema);

    /// <summary>Workers finish their batch and begin no other, until <see cref="ResumeAsync"/>.</summary>
    /// <exception cref="BackfillException">There is no backfill of this name, or the role may not.</exception>
    public Task PauseAsync(string backfill, string reason, CancellationToken cancellation = default) => CallAsync("pause", cancellation, backfill, reason);

    /// <summary>Lets a paused backfill go on, and lets a stopped or cancelled one be started again.</summary>
    /// <exception cref="BackfillException">There is no backfill of this name, or the role may not.</exception>
    public Task ResumeAsync(string backfill, CancellationToken cancellation = default) => CallAsync("resume", cancellation, backfill);

    /// <summary>Ends the backfill after the batches in hand. What was written stays.</summary>
    /// <exception cref="BackfillException">There is no backfill of this name, or the role may not.</exception>
    public Task CancelAsync(string backfill, string reason, CancellationToken cancellation = default) => CallAsync("cancel", cancellation, backfill, reason);

    /// <summary>Takes a backfill that does not run out of the control tables.</summary>
    /// <exception cref="BackfillException">There is no backfill of this name, it runs, or the role may not.</exception>
    public Task ForgetAsync(string backfill, CancellationToken cancellation = default) => CallAsync("forget", cancellation, backfill);

    /// <summary>Changes the pace of a running backfill; what is null stays. 0 workers takes the limit away.</summary>
    /// <exception cref="BackfillException">There is no backfill of this name, or the role may not.</exception>
    public Task ThrottleAsync(string backfill, TimeSpan? targetBatchTime = null, int? maxWorkers = null, double? restRatio = null, CancellationToken cancellation = default) =>
        CallAsync("throttle", cancellation, backfill, (object?)(int?)targetBatchTime?.TotalMilliseconds ?? DBNull.Value, (object?)maxWorkers ?? DBNull.Value, (object?)restRatio ?? DBNull.Value);

    /// <summary>Lets the next start compare all rows again, as after a change of a trigger.</summary>
    /// <exception cref="BackfillException">There is no backfill of this name, or the role may not.</exception>
    public Task VerifyAgainAsync(string backfill, CancellationToken cancellation = default) => CallAsync("verify", cancellation, backfill);

    /// <summary>Says that no running version needs the old side any more: the gate opens as soon as everything else is in order.</summary>
    /// <exception cref="BackfillException">There is no backfill of this name, or the role may not.</exception>
    public Task ReleaseAsync(string backfill, string reason, CancellationToken cancellation = default) => CallAsync("release", cancellation, backfill, reason);

    /// <summary>Takes a release back, as long as the contract step has not run.</summary>
    /// <exception cref="BackfillException">It is not released, or the role may not.</exception>
    public Task WithdrawAsync(string backfill, string reason, CancellationToken cancellation = default) => CallAsync("withdraw", cancellation, backfill, reason);

    /// <summary>Opens the gate whatever is missing, also for a backfill that never ran; returns what it passes over, which the event log keeps.</summary>
    /// <exception cref="BackfillException">The role may not, or there is no control schema.</exception>
    public async Task<IReadOnlyList<string>> ForceReleaseAsync(string backfill, string reason, CancellationToken cancellation = default) =>
        await CallAsync("force_release", cancellation, backfill, reason).ConfigureAwait(false) as string[] ?? [];

    /// <summary>Why the gate of a backfill is closed; empty: it is open.</summary>
    /// <param name="backfill">The backfill's name.</param>
    /// <param name="soak">How long it must have been released and complete.</param>
    /// <param name="retired">A LIKE pattern of the <c>application_name</c> of versions that must be gone; null: none.</param>
    /// <param name="cancellation">Ends the call.</param>
    /// <exception cref="BackfillException">The role may not, or there is no control schema.</exception>
    public async Task<IReadOnlyList<string>> GateAsync(string backfill, TimeSpan soak = default, string? retired = null, CancellationToken cancellation = default) =>
        await CallAsync("gate", cancellation, backfill, DBNull.Value, soak, (object?)retired ?? DBNull.Value).ConfigureAwait(false) as string[] ?? [];

    /// <summary>Tells that a version of an application runs; gates that retire it wait until it has been silent for a minute.</summary>
    /// <param name="application">Its name and version, as "Shop 1.9".</param>
    /// <param name="instance">Which of its processes it is.</param>
    /// <param name="cancellation">Ends the call.</param>
    /// <exception cref="BackfillException">The role may not, or there is no control schema.</exception>
    public Task HeartbeatAsync(string application, string instance, CancellationToken cancellation = default) => CallAsync("heartbeat", cancellation, application, instance);

    /// <summary>The backfill's state, or null where there is none of this name.</summary>
    /// <exception cref="BackfillException">There is no control schema, or the role may not.</exception>
    public async Task<BackfillStatus?> StatusAsync(string backfill, CancellationToken cancellation = default)
    {
        var found = await ReadStatusAsync(backfill, cancellation).ConfigureAwait(false);
        return found.Count == 0 ? null : found[0];
    }

    /// <summary>Every backfill that the control tables know.</summary>
    /// <exception cref="BackfillException">There is no control schema, or the role may not.</exception>
    public Task<IReadOnlyList<BackfillStatus>> ListAsync(CancellationToken cancellation = default) => ReadStatusAsync(null, cancellation);

    internal static async Task<IReadOnlyList<BackfillStatus>> ReadStatusAsync(NpgsqlConnection connection, ControlSchema schema, string? backfill, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand($"SELECT * FROM {schema.Sql}.status($1)", connection) { Parameters = { new() { Value = (object?)backfill ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Text } } };
        await using var reader = await command.ExecuteReaderAsync(cancellation).ConfigureAwait(false);
        if (reader.FieldCount < StatusColumns)
        {
            throw new BackfillException(BackfillProblem.ControlSchema,
                $"The control schema {schema.Sql} is of an older version than this library. It is upgraded when this version starts a backfill.");
        }

        var found = new List<BackfillStatus>();
        while (await reader.ReadAsync(cancellation).ConfigureAwait(false))
        {
            found.Add(new(
                reader.GetString(0), reader.GetString(1), reader.GetString(2), reader.GetBoolean(3), Get<string>(reader, 4), reader.GetInt32(5), Get<string>(reader, 6),
                reader.GetInt64(7), reader.GetInt64(8), reader.GetInt64(9), reader.GetInt64(10), reader.GetInt64(11), reader.GetInt64(12), reader.GetInt64(13), reader.GetInt64(14), reader.GetInt64(15),
                TimeSpan.FromMilliseconds(reader.GetInt32(16)), reader.IsDBNull(17) ? null : reader.GetInt32(17), reader.GetDouble(18),
                reader.GetFieldValue<DateTimeOffset>(19), Time(reader, 20), Time(reader, 21), Time(reader, 22), Get<string>(reader, 23), reader.GetBoolean(24)));
        }

        return found;
    }

    private async Task<IReadOnlyList<BackfillStatus>> ReadStatusAsync(string? backfill, CancellationToken cancellation)
    {
        await using var connection = await source.OpenConnectionAsync(cancellation).ConfigureAwait(false);
        try
        {
            return await ReadStatusAsync(connection, _schema, backfill, cancellation).ConfigureAwait(false);
        }
        catch (PostgresException refused) when (ControlRefusal.Of(refused, _schema, "status", connection.Database) is { } explained)
        {
            throw explained;
        }
    }

    private async Task<object?> CallAsync(string function, CancellationToken cancellation, params object[] arguments)
    {
        await using var connection = await source.OpenConnectionAsync(cancellation).ConfigureAwait(false);
        var placeholders = new string[arguments.Length];
        await using var command = new NpgsqlCommand { Connection = connection };
        for (var i = 0; i < arguments.Length; i++)
        {
            placeholders[i] = "$" + (i + 1);
            command.Parameters.Add(new NpgsqlParameter { Value = arguments[i] });
        }

        command.CommandText = $"SELECT {_schema.Sql}.{function}({string.Join(", ", placeholders)})";
        try
        {
            return await command.ExecuteScalarAsync(cancellation).ConfigureAwait(false);
        }
        catch (PostgresException refused) when (ControlRefusal.Of(refused, _schema, function, connection.Database) is { } explained)
        {
            throw explained;
        }
    }

    private static T? Get<T>(NpgsqlDataReader reader, int column) where T : class => reader.IsDBNull(column) ? null : reader.GetFieldValue<T>(column);

    private static DateTimeOffset? Time(NpgsqlDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetFieldValue<DateTimeOffset>(column);
}
