using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace MigrationSafety.Runtime.Hosting;

/// <summary>Whether the backfills are done that this version of the application reads (<see cref="MigrationSafetyHostingOptions.Reads"/>).</summary>
public interface IMigrationSafetyReadiness
{
    /// <summary>Each backfill that this version reads, and how far it is. One that was ready once stays so for this process.</summary>
    /// <exception cref="Npgsql.NpgsqlException">A database cannot be asked.</exception>
    /// <exception cref="Errors.BackfillException">A database cannot be asked; the message has the remedy.</exception>
    Task<IReadOnlyList<BackfillReadiness>> CheckAsync(CancellationToken cancellation = default);

    /// <summary>
    /// Returns when all of them are ready; waits for databases that cannot be reached, too. In a hosted service's StartingAsync, or before
    /// the code that reads the new side is switched on.
    /// </summary>
    /// <exception cref="Errors.BackfillException">It cannot become ready: a right is missing, or the context has no connection.</exception>
    /// <exception cref="System.OperationCanceledException"><paramref name="cancellation"/> was cancelled.</exception>
    Task WaitForReadyAsync(CancellationToken cancellation = default);
}
