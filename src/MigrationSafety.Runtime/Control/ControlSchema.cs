using System;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MigrationSafety.Core.Sql;
using MigrationSafety.Runtime.Errors;
using Npgsql;

namespace MigrationSafety.Runtime.Control;

/// <summary>The schema that backfills keep their progress in, and the functions that control them from any client.</summary>
public sealed class ControlSchema
{
    /// <summary>The version that this library works with.</summary>
    public const int Version = 2;

    private static readonly TimeSpan s_lockWait = TimeSpan.FromSeconds(30);

    /// <summary>A schema of this name.</summary>
    /// <exception cref="ArgumentException">The name is empty, or has a character that the texts of the functions give a meaning: ' % $.</exception>
    public ControlSchema(string name = "migration_safety")
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        Name = name.AsSpan().IndexOfAny("'%$") < 0
            ? name
            : throw new ArgumentException($"\"{name}\" cannot be the control schema: its name must not hold ', % or $.", nameof(name));
    }

    /// <summary>The schema's name, as the catalog has it.</summary>
    public string Name { get; }

    /// <summary>The schema's name as SQL.</summary>
    internal string Sql => SqlIdentifier.Quote(Name);

    /// <summary>The statements that create it, for databases whose application role may not create a schema.</summary>
    public string Script() => string.Concat(Enumerable.Range(1, Version).Select(version => Tables(version) + Environment.NewLine)) + Functions();

    /// <summary>Creates the schema, or brings an older one up to date; does nothing where it is as it should be.</summary>
    /// <exception cref="BackfillException">A right is missing, or the schema is of a newer version.</exception>
    public async Task EnsureAsync(NpgsqlConnection connection, CancellationToken cancellation = default)
    {
        if (await ReadVersionAsync(connection, null, cancellation).ConfigureAwait(false) is { } present && Accept(present))
        {
            return;
        }

        try
        {
            await UpgradeAsync(connection, cancellation).ConfigureAwait(false);
        }
        catch (PostgresException denied) when (denied.SqlState == PostgresErrorCodes.InsufficientPrivilege)
        {
            throw new BackfillException(BackfillProblem.Privilege,
                $"The control schema {Sql} cannot be created or upgraded: {denied.MessageText}. Run: GRANT CREATE ON DATABASE {SqlIdentifier.Quote(connection.Database)} TO the role that runs backfills; or have the owner run ControlSchema.Script().", denied);
        }
    }

    private async Task UpgradeAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellation).ConfigureAwait(false);
        await LockAsync(connection, transaction, cancellation).ConfigureAwait(false);
        var present = await ReadVersionAsync(connection, transaction, cancellation).ConfigureAwait(false);
        if (present is { } version && Accept(version))
        {
            return;
        }

        for (var next = (present ?? 0) + 1; next <= Version; next++)
        {
            await ExecuteAsync(connection, transaction, Tables(next), cancellation).ConfigureAwait(false);
        }

        await ExecuteAsync(connection, transaction, Functions(), cancellation).ConfigureAwait(false);
        await transaction.CommitAsync(cancellation).ConfigureAwait(false);
    }

    // Tried again and again, never waited for inside a statement: a waiting statement has a snapshot, and CREATE INDEX CONCURRENTLY
    // of whoever holds the lock would wait for that.
    private async Task LockAsync(NpgsqlConnection connection, NpgsqlTransaction transaction, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand("SELECT pg_try_advisory_xact_lock(hashtextextended('migration_safety.' || $1, 0))", connection, transaction) { Parameters = { new() { Value = Name } } };
        var until = DateTime.UtcNow + s_lockWait;
        while (await command.ExecuteScalarAsync(cancellation).ConfigureAwait(false) is not true)
        {
            if (DateTime.UtcNow > until)
            {
                throw new BackfillException(BackfillProblem.ControlSchema, $"Another session has been creating or upgrading the control schema {Sql} for {s_lockWait.TotalSeconds:0} s. Look at pg_locks for locktype 'advisory'.");
            }

            await Task.Delay(50, cancellation).ConfigureAwait(false);
        }
    }

    private async Task<int?> ReadVersionAsync(NpgsqlConnection connection, NpgsqlTransaction? transaction, CancellationToken cancellation)
    {
        // to_regclass first: in a transaction a failed SELECT would end it.
        await using var exists = new NpgsqlCommand("SELECT to_regclass($1) IS NOT NULL, EXISTS (SELECT FROM pg_namespace WHERE nspname = $2 AND NOT has_schema_privilege(oid, 'USAGE')), current_user", connection, transaction) { Parameters = { new() { Value = Sql + ".version" }, new() { Value = Name } } };
        try
        {
            await using (var reader = await exists.ExecuteReaderAsync(cancellation).ConfigureAwait(false))
            {
                await reader.ReadAsync(cancellation).ConfigureAwait(false);
                if (reader.GetBoolean(1))
                {
                    throw MissingUsage(reader.GetString(2));
                }

                if (!reader.GetBoolean(0))
                {
                    return null;
                }
            }

            await using var command = new NpgsqlCommand($"SELECT version FROM {Sql}.version", connection, transaction);
            return await command.ExecuteScalarAsync(cancellation).ConfigureAwait(false) as int?;
        }
        catch (PostgresException denied) when (denied.SqlState == PostgresErrorCodes.InsufficientPrivilege)
        {
            throw MissingUsage("the role that runs backfills", denied);
        }
    }

    private BackfillException MissingUsage(string role, Exception? inner = null) => new(BackfillProblem.Privilege,
        $"The control schema {Sql} exists, but may not be used. Run: GRANT USAGE ON SCHEMA {Sql} TO {role}; GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA {Sql} TO {role}; GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA {Sql} TO {role};", inner);

    private bool Accept(int version) => version <= Version
        ? version == Version
        : throw new BackfillException(BackfillProblem.ControlSchema,
            $"The control schema {Sql} is of version {version}; this version of MigrationSafety.Runtime knows {Version}. Update the package in this application: nothing was changed.");

    private string Tables(int version) => Read($"tables.{version}.sql");

    private string Functions() => Read("functions.sql");

    private string Read(string resource)
    {
        using var stream = typeof(ControlSchema).Assembly.GetManifestResourceStream(resource)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Replace("{schema}", Sql, StringComparison.Ordinal);
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, NpgsqlTransaction transaction, string sql, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(sql, connection, transaction);
        await command.ExecuteNonQueryAsync(cancellation).ConfigureAwait(false);
    }
}
