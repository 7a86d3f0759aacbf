using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MigrationSafety.Core.Sql;
using MigrationSafety.Runtime.Backfills;
using MigrationSafety.Runtime.Errors;
using Npgsql;

namespace MigrationSafety.Runtime.Engine;

/// <summary>Whether a definition can be carried out on a table. Everything that can be said before the first row is said here.</summary>
internal sealed class DefinitionCheck(NpgsqlConnection connection, BackfillDefinition definition)
{
    /// <exception cref="BackfillException">It cannot.</exception>
    public async Task RunAsync(TableShape table, TableShape? target, CancellationToken cancellation)
    {
        foreach (var assignment in definition.Assignments)
        {
            Check(assignment, table, target);
        }

        await CheckRightsAsync(table, target, cancellation).ConfigureAwait(false);
        foreach (var relation in table.Relations.Take(1))
        {
            await CheckSqlAsync(new BatchSql(definition, table, target, relation), relation, cancellation).ConfigureAwait(false);
        }
    }

    private void Check(Assignment assignment, TableShape table, TableShape? target)
    {
        var written = target ?? table;
        if (!written.Columns.TryGetValue(assignment.Column, out var column))
        {
            throw Refused(BackfillProblem.Definition, $"sets column \"{assignment.Column}\", which {written.Schema}.{written.Name} does not have. Its columns: {string.Join(", ", written.Columns.Keys)}.");
        }

        if (column.IsGenerated)
        {
            throw Refused(BackfillProblem.Definition, $"sets \"{assignment.Column}\" of {written.Schema}.{written.Name}, which PostgreSQL generates itself.");
        }

        if (target is not null)
        {
            return;
        }

        if (table.Relations.Any(r => !r.Key.IsRowAddress && r.Key.Columns.Any(k => k.Name == assignment.Column)))
        {
            throw Refused(BackfillProblem.Definition, $"changes \"{assignment.Column}\", a column of the key that its own ranges are made of: rows would move between ranges. Fill a new column and swap it in.");
        }

        if (column.IsPartitionKey)
        {
            throw Refused(BackfillProblem.Definition, $"changes \"{assignment.Column}\", which decides the partition of a row. Copy the rows into a new table instead.");
        }

        if (assignment.Kind == AssignmentKind.Once && table.Relations.FirstOrDefault(r => r.Key.IsRowAddress) is { } keyless)
        {
            throw Refused(BackfillProblem.Definition, $"applies \"{assignment.Column}\" once, but {keyless.Schema}.{keyless.Name} has no primary key and no unique index over NOT NULL columns: a row that the application updates moves, and would be met again. Add a key.");
        }
    }

    private async Task CheckRightsAsync(TableShape table, TableShape? target, CancellationToken cancellation)
    {
        await RequireAsync(table, "SELECT", cancellation).ConfigureAwait(false);
        // A locking SELECT wants the right to change the rows that it locks.
        await RequireAsync(table, "UPDATE", cancellation).ConfigureAwait(false);
        if (target is not null)
        {
            await RequireAsync(target, "SELECT", cancellation).ConfigureAwait(false);
            await RequireAsync(target, "INSERT", cancellation).ConfigureAwait(false);
            if (definition.Copy!.Existing == ExistingRows.Update)
            {
                await RequireAsync(target, "UPDATE", cancellation).ConfigureAwait(false);
            }
        }
    }

    private async Task RequireAsync(TableShape table, string right, CancellationToken cancellation)
    {
        foreach (var (oid, name) in table.Relations.Select(r => (r.Oid, r.QuotedName)).Append((table.Oid, table.QuotedName)).Distinct())
        {
            await using var command = new NpgsqlCommand("SELECT has_table_privilege($1::oid, $2), current_user, (SELECT n.oid IS NULL OR has_schema_privilege(n.oid, 'USAGE') FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.oid = $1)", connection)
            {
                Parameters = { new() { Value = oid, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Oid }, new() { Value = right } },
            };
            await using var reader = await command.ExecuteReaderAsync(cancellation).ConfigureAwait(false);
            await reader.ReadAsync(cancellation).ConfigureAwait(false);
            var role = SqlIdentifier.Quote(reader.GetString(1));
            if (!reader.GetBoolean(2))
            {
                throw Refused(BackfillProblem.Privilege, $"may not use schema {table.Schema}. Run: GRANT USAGE ON SCHEMA {SqlIdentifier.Quote(table.Schema)} TO {role};");
            }

            if (!reader.GetBoolean(0))
            {
                throw Refused(BackfillProblem.Privilege, $"needs {right} on {name}. Run: GRANT {right} ON {name} TO {role};");
            }
        }
    }

    // The server's own reading of the expressions: names, types, functions and rights inside them.
    private async Task CheckSqlAsync(BatchSql batch, Relation relation, CancellationToken cancellation)
    {
        var (above, through) = relation.Key.IsRowAddress ? (new RowAddress(0, 0).ToKey(), new RowAddress(0, 1).ToKey()) : ((string[]?)null, (string[]?)null);
        foreach (var verifying in new[] { false, true })
        {
            var sql = new Statement();
            sql.Text = "EXPLAIN " + (verifying && definition.Assignments.All(a => a.Kind == AssignmentKind.Once)
                ? "SELECT 1"
                : verifying ? batch.Differences(sql, above, through) : batch.Write(sql, above, through, verifying));
            await using var command = sql.ToCommand(connection);
            try
            {
                await command.ExecuteNonQueryAsync(cancellation).ConfigureAwait(false);
            }
            catch (PostgresException refused) when (refused.SqlState.StartsWith("42", System.StringComparison.Ordinal) || ErrorSorting.Sort(refused) is ErrorKind.Data)
            {
                var kind = refused.SqlState == PostgresErrorCodes.InsufficientPrivilege ? BackfillProblem.Privilege : BackfillProblem.Definition;
                throw Refused(kind, $"is not what PostgreSQL takes on {relation.QuotedName}: {refused.MessageText} ({refused.SqlState}).{(refused.Hint is null ? "" : " " + refused.Hint)} Statement: {sql.Text["EXPLAIN ".Length..]}", refused);
            }
        }
    }

    private BackfillException Refused(BackfillProblem problem, string what, System.Exception? inner = null) => new(problem, $"Backfill \"{definition.Name}\" {what}", inner);
}
