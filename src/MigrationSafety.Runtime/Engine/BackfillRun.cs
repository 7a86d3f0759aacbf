using System;
using System.Collections.Concurrent;
using System.Threading;
using System.Threading.Tasks;
using MigrationSafety.Runtime.Backfills;
using MigrationSafety.Runtime.Control;
using MigrationSafety.Runtime.Errors;
using MigrationSafety.Runtime.Telemetry;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace MigrationSafety.Runtime.Engine;

/// <summary>What the workers of one process share while they work on one backfill.</summary>
internal sealed class BackfillRun(NpgsqlDataSource source, BackfillDefinition definition, BackfillOptions options, ControlSchema schema, RunTelemetry telemetry, ILogger logger)
{
    private readonly ConcurrentDictionary<uint, Relation> _relations = new();
    private TableShape? _table;

    public NpgsqlDataSource Source => source;

    public BackfillDefinition Definition => definition;

    public BackfillOptions Options => options;

    public ControlSchema Schema => schema;

    public ControlCommands Commands { get; } = new(schema, options.Lease);

    public RunTelemetry Telemetry => telemetry;

    public Pacer Pacer { get; } = new(options.Workers, telemetry);

    public ILogger Logger => logger;

    public TableShape Table => _table ?? throw new InvalidOperationException("The table has not been read yet.");

    public TableShape? Target { get; set; }

    public void Learn(TableShape table)
    {
        _table = table;
        foreach (var relation in table.Relations)
        {
            _relations[relation.Oid] = relation;
        }
    }

    /// <summary>A relation of the table by its oid; read again where it is new or was changed. Null: it was dropped or detached.</summary>
    public async Task<Relation?> FindRelationAsync(Session session, uint oid, bool again, CancellationToken cancellation)
    {
        if (!again && _relations.TryGetValue(oid, out var known))
        {
            return known;
        }

        try
        {
            Learn(await new TableReader(session.Connection).ReadAsync(Table.Oid, cancellation).ConfigureAwait(false));
        }
        catch (BackfillException gone) when (gone.Problem == BackfillProblem.Table)
        {
            throw new BackfillException(BackfillProblem.Stopped, $"Backfill \"{definition.Name}\" stops: {gone.Message}", gone);
        }

        foreach (var relation in Table.Relations)
        {
            if (relation.Oid == oid)
            {
                return relation;
            }
        }

        return null;
    }

    public Task<Session> OpenAsync(CancellationToken cancellation) => Session.OpenAsync(source, options, cancellation);
}
