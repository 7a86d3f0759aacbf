using System.Threading;
using System.Threading.Tasks;
using MigrationSafety.Runtime.Errors;

namespace MigrationSafety.Runtime.Backfills;

/// <summary>Anything that says what is to be written to which table. Derive from <see cref="Backfill"/> or <see cref="Backfill{TContext, TEntity}"/>.</summary>
public interface IBackfill
{
    /// <summary>The name that progress is kept under; unique in the database and the same for ever.</summary>
    string Name { get; }

    /// <summary>The definition as data.</summary>
    /// <exception cref="BackfillException">It contradicts itself, or cannot be expressed as one statement over a range of rows.</exception>
    ValueTask<BackfillDefinition> DefineAsync(CancellationToken cancellation);
}
