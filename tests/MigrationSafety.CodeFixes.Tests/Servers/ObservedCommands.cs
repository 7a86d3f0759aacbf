using System.Collections.Generic;
using System.Data.Common;
using System.Linq;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;

namespace MigrationSafety.CodeFixes.Tests.Servers;

/// <summary>A command of a migration with the locks that its session held right after it, and what the server did.</summary>
internal sealed record ObservedCommand(string Sql, IReadOnlyList<string> Locks, IReadOnlyList<string> Work);

/// <summary>
/// Watches a migration from beside: after each command, the table locks of its session (those of a transaction stay), and
/// the server's debug messages about scans, rewrites and index builds.
/// </summary>
internal sealed class ObservedCommands : DbCommandInterceptor
{
    private static readonly string[] WorkWords = ["verifying table", "building index", "rewriting table", "validating foreign key"];

    private readonly string observer;
    private readonly HashSet<NpgsqlConnection> listened = [];
    private readonly List<string> work = [];

    public ObservedCommands(string connectionString) => observer = connectionString;

    public List<ObservedCommand> Commands { get; } = [];

    /// <summary>Called before each command.</summary>
    public System.Action<string>? Before { get; init; }

    /// <summary>Called after each command.</summary>
    public System.Action<string>? After { get; init; }

    public override InterceptionResult<int> NonQueryExecuting(
        DbCommand command, CommandEventData eventData, InterceptionResult<int> result)
    {
        var connection = (NpgsqlConnection)command.Connection!;
        if (listened.Add(connection))
        {
            connection.Notice += (_, e) => work.Add(e.Notice.MessageText);
        }

        work.Clear();
        Before?.Invoke(command.CommandText);
        return result;
    }

    public override int NonQueryExecuted(DbCommand command, CommandExecutedEventData eventData, int result)
    {
        var done = work.Where(static w => WorkWords.Any(w.Contains)).ToList();
        After?.Invoke(command.CommandText);
        Commands.Add(new ObservedCommand(command.CommandText, LocksOf(((NpgsqlConnection)command.Connection!).ProcessID), done));
        return result;
    }

    private List<string> LocksOf(int process)
    {
        using var connection = new NpgsqlConnection(observer);
        connection.Open();
        using var command = new NpgsqlCommand(
            """
            SELECT format('%s %s', l.relation::regclass, l.mode)
              FROM pg_locks l JOIN pg_class c ON c.oid = l.relation AND c.relkind IN ('r', 'p') AND c.relnamespace = 'public'::regnamespace
             WHERE l.pid = $1 AND c.relname NOT LIKE '\_\_EF%'
             ORDER BY 1
            """,
            connection);
        command.Parameters.Add(new NpgsqlParameter { Value = process });
        using var reader = command.ExecuteReader();
        var locks = new List<string>();
        while (reader.Read())
        {
            locks.Add(reader.GetString(0));
        }

        return locks;
    }
}
