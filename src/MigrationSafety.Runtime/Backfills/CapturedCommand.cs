using System;
using System.Collections.Generic;
using System.Data.Common;
using System.Diagnostics;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;

namespace MigrationSafety.Runtime.Backfills;

/// <summary>A statement that EF Core ran, learned from its diagnostic events: a context that exists already takes no interceptor any more.</summary>
internal sealed class CapturedCommand(string text, IReadOnlyList<NpgsqlParameter> parameters)
{
    public string Text => text;

    public static async Task<IReadOnlyList<CapturedCommand>> CaptureAsync(DbContext context, Func<Task> run)
    {
        var commands = new List<CapturedCommand>();
        using var listeners = DiagnosticListener.AllListeners.Subscribe(new Observer<DiagnosticListener>(listener =>
        {
            if (listener.Name == DbLoggerCategory.Name)
            {
                listener.Subscribe(new Observer<KeyValuePair<string, object?>>(happened =>
                {
                    if (happened.Value is CommandEventData data && happened.Key == RelationalEventId.CommandExecuting.Name && data.Context == context)
                    {
                        commands.Add(new(data.Command.CommandText, data.Command.Parameters.Cast<DbParameter>().OfType<NpgsqlParameter>().Select(p => p.Clone()).ToArray()));
                    }
                }));
            }
        }));
        await run().ConfigureAwait(false);
        return commands;
    }

    /// <summary>The parameters' values as SQL, written by the server itself: of whatever type they are mapped to.</summary>
    public async Task<IReadOnlyDictionary<string, string>> LiteralsAsync(DbContext context, CancellationToken cancellation)
    {
        var literals = new Dictionary<string, string>(StringComparer.Ordinal);
        await context.Database.OpenConnectionAsync(cancellation).ConfigureAwait(false);
        foreach (var parameter in parameters)
        {
            var name = parameter.ParameterName.TrimStart('@');
            await using var command = new NpgsqlCommand("SELECT quote_nullable($1::text) || '::' || pg_typeof($1)", (NpgsqlConnection)context.Database.GetDbConnection());
            var value = parameter.Clone();
            value.ParameterName = "";
            command.Parameters.Add(value);
            literals[name] = (string)(await command.ExecuteScalarAsync(cancellation).ConfigureAwait(false))!;
        }

        await context.Database.CloseConnectionAsync().ConfigureAwait(false);
        return literals;
    }

    private sealed class Observer<T>(Action<T> next) : IObserver<T>
    {
        public void OnCompleted()
        {
        }

        public void OnError(Exception error)
        {
        }

        public void OnNext(T value) => next(value);
    }
}
