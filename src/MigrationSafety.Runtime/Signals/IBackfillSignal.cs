using System.Threading;
using System.Threading.Tasks;
using MigrationSafety.Runtime.Errors;

namespace MigrationSafety.Runtime.Signals;

/// <summary>
/// Something that a backfill must not make worse. It is read every half second while the backfill runs; between half its limit and the
/// limit the workers rest more and more, from the limit on they wait. A signal that can no longer be read makes them wait too.
/// </summary>
public interface IBackfillSignal
{
    /// <summary>The name that pauses are told under, and that it is switched off by.</summary>
    string Name { get; }

    /// <summary>Looks whether it can be read at all, before the first row.</summary>
    /// <exception cref="BackfillException">It cannot; the message has the GRANT that is missing.</exception>
    Task PrepareAsync(SignalContext context, CancellationToken cancellation);

    /// <summary>Reads it once.</summary>
    Task<SignalReading> ReadAsync(SignalContext context, CancellationToken cancellation);
}
