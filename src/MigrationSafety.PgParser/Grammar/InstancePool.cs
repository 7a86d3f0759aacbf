using System;
using System.Collections.Concurrent;
using System.Threading;

namespace MigrationSafety.PgParser.Grammar;

/// <summary>
/// Instances for many threads. Two are enough, as a statement takes microseconds, and each is 64 MB of the heap, untouched
/// for the most part but counted where a container limits it; whoever comes when both are busy waits. Nobody holds two,
/// so nobody waits for ever.
/// </summary>
internal static class InstancePool
{
    private static readonly SemaphoreSlim Free = new(Math.Min(2, Environment.ProcessorCount));
    private static readonly ConcurrentStack<GrammarInstance> Idle = new();

    /// <summary>Runs a call on an instance. One that failed is in an unknown state and is not used again.</summary>
    /// <param name="call">What to do; anything it throws is a failure.</param>
    /// <param name="failure">Why there is no answer.</param>
    /// <returns>The answer, or null.</returns>
    public static Answer? Run(Func<GrammarInstance, Answer> call, out Failure failure)
    {
        Free.Wait();
        GrammarInstance? instance = null;
        Answer? answer = null;
        failure = default;
        try
        {
            if (!Idle.TryPop(out instance))
            {
                instance = new GrammarInstance();
            }

            answer = call(instance);
        }
        catch (Exception e)
        {
            // Only a note: this block still runs on top of the deep stack that may be the reason.
            failure = Failure.Of(e);
        }

        if (answer is not null)
        {
            Idle.Push(instance!);
        }
        else
        {
            failure = failure.WithTextFrom(instance);
            instance?.Dispose();
        }

        Free.Release();
        return answer;
    }
}
