using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MigrationSafety.Runtime.Errors;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace MigrationSafety.Runtime.Backfills;

/// <summary>
/// A backfill written as EF Core's <c>ExecuteUpdate</c>. EF Core translates it once, at the start; the engine runs its assignments over
/// ranges of the key. Query filters of the model do not apply: a backfill means every row.
/// </summary>
/// <param name="createContext">Makes a context on the database that the backfill runs on, as <c>factory.CreateDbContext</c>.</param>
/// <typeparam name="TContext">The context.</typeparam>
/// <typeparam name="TEntity">The entity whose table is filled.</typeparam>
public abstract class Backfill<TContext, TEntity>(Func<TContext> createContext) : IBackfill
    where TContext : DbContext
    where TEntity : class
{
    /// <inheritdoc/>
    public abstract string Name { get; }

    /// <summary>What can be said about the values; for all of its setters.</summary>
    protected virtual AssignmentKind Kind => AssignmentKind.Derived;

    /// <summary>
    /// The update: <c>rows.Where(...).ExecuteUpdateAsync(s => s.SetProperty(...), cancellation)</c>. Called once to learn its SQL, with rows that are none.
    /// Other tables are read by subqueries over <paramref name="context"/>.
    /// </summary>
    protected abstract Task UpdateAsync(TContext context, IQueryable<TEntity> rows, CancellationToken cancellation);

    async ValueTask<BackfillDefinition> IBackfill.DefineAsync(CancellationToken cancellation)
    {
        await using var context = createContext();
        var entity = context.Model.FindEntityType(typeof(TEntity))
            ?? throw Refused($"{typeof(TEntity).Name} is no entity of {typeof(TContext).Name}.");
        var table = entity.GetTableName() ?? throw Refused($"{typeof(TEntity).Name} is mapped to no table.");

        // A parameter stands where the range belongs; false, so that this one run changes nothing.
        var isInRange = false;
        var rows = context.Set<TEntity>().IgnoreQueryFilters().Where(_ => isInRange);
        IReadOnlyList<CapturedCommand> commands;
        try
        {
            commands = await CapturedCommand.CaptureAsync(context, () => UpdateAsync(context, rows, cancellation)).ConfigureAwait(false);
        }
        catch (Exception refused) when (refused is InvalidOperationException or ArgumentException or NotSupportedException)
        {
            throw Refused($"is not translated by EF Core ({refused.Message}). {Subquery}", refused);
        }

        var update = commands.Where(c => c.Text.TrimStart().StartsWith("UPDATE", StringComparison.OrdinalIgnoreCase)).ToArray();
        if (update.Length != 1 || commands.Count != 1)
        {
            throw Refused(commands.Count == 0 ? "runs no ExecuteUpdate." : $"runs {commands.Count} statements; it must be one ExecuteUpdate. The first: {commands[0].Text}");
        }

        var literals = await update[0].LiteralsAsync(context, cancellation).ConfigureAwait(false);
        var statement = UpdateStatement.Read(update[0].Text, literals, nameof(isInRange)) ?? throw Refused(
            $"is translated into a statement that cannot be bounded by a range of the key alone: {update[0].Text}. {Subquery}");
        var builder = new BackfillBuilder(Name) { Alias = statement.Alias };
        foreach (var (column, expression) in statement.Assignments)
        {
            _ = Kind switch
            {
                AssignmentKind.Generated => builder.Generate(column, expression),
                AssignmentKind.Once => builder.ApplyOnce(column, expression),
                _ => builder.Set(column, expression),
            };
        }

        if (statement.Where is { } where)
        {
            builder.Where(where);
        }

        return builder.Build(entity.GetSchema(), table);
    }

    private const string Subquery = "A navigation in a setter becomes a join; write it as a subquery: context.Set<Other>().Where(o => o.Id == e.OtherId).Select(o => o.Value).First().";

    private BackfillException Refused(string what, Exception? inner = null) => new(BackfillProblem.Definition, $"Backfill \"{Name}\": {GetType().Name} {what}", inner);
}
