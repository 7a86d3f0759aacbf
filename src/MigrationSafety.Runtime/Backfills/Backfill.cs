using System.Threading;
using System.Threading.Tasks;
using MigrationSafety.Runtime.Errors;

namespace MigrationSafety.Runtime.Backfills;

/// <summary>
/// Fills columns of a table, or copies its rows into another one, while the table is in use. The class says what; the engine cuts the
/// table into ranges of its key and works through them in short transactions.
/// </summary>
public abstract class Backfill : IBackfill
{
    /// <inheritdoc/>
    public abstract string Name { get; }

    /// <summary>The schema of the table; null: found by the search path.</summary>
    public virtual string? Schema => null;

    /// <summary>The table's name, as the catalog has it (without quotes).</summary>
    public abstract string Table { get; }

    /// <summary>Says what is written.</summary>
    protected abstract void Define(BackfillBuilder rows);

    ValueTask<BackfillDefinition> IBackfill.DefineAsync(CancellationToken cancellation)
    {
        if (string.IsNullOrWhiteSpace(Name))
        {
            throw new BackfillException(BackfillProblem.Definition, $"{GetType().Name} has no Name. Progress is kept under it.");
        }

        var builder = new BackfillBuilder(Name);
        Define(builder);
        return ValueTask.FromResult(builder.Build(Schema, Table));
    }
}
