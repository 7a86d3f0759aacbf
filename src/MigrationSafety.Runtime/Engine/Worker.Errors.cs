using System;
using System.Threading;
using System.Threading.Tasks;
using MigrationSafety.Runtime.Errors;
using Microsoft.Extensions.Logging;
using Npgsql;
using Polly.Retry;

namespace MigrationSafety.Runtime.Engine;

/// <content>What is done about errors: again, fewer rows, one row set apart, or an end.</content>
internal sealed partial class Worker
{
    // What is done about an error can fail itself: by another error to handle, or by a lost session, and then the range's row
    // tells what was committed.
    private async Task HandleUntilDoneAsync(Exception? error, RangeState state, CancellationToken cancellation)
    {
        while (error is not null && _held is not null)
        {
            try
            {
                await HandleAsync(error, state, cancellation).ConfigureAwait(false);
                return;
            }
            catch (Exception next) when (next is not (OperationCanceledException or BackfillException))
            {
                if (ErrorSorting.Sort(next) is ErrorKind.Retry or ErrorKind.Reconnect)
                {
                    await LoseSessionAsync().ConfigureAwait(false);
                    return;
                }

                error = next;
            }
        }
    }

    private async Task HandleAsync(Exception error, RangeState state, CancellationToken cancellation)
    {
        switch (ErrorSorting.Sort(error))
        {
            case ErrorKind.LeaseLost:
                _run.Logger.LogInformation("Backfill {Backfill}: range {Range} is another worker's", _run.Definition.Name, _held!.Id);
                _held = null;
                break;
            case ErrorKind.NotRunning:
                await _run.Commands.ReleaseAsync(_session!.Connection, _held!, cancellation).ConfigureAwait(false);
                _held = null;
                break;
            case ErrorKind.RangeSplit:
                _mustResume = true;
                break;
            case ErrorKind.RelationChanged:
                await RereadAsync((PostgresException)error, state, cancellation).ConfigureAwait(false);
                break;
            case ErrorKind.Shrink:
                Shrink((PostgresException)error, state);
                break;
            case ErrorKind.Data when state.Sent.Rows <= 1:
                await QuarantineAsync((PostgresException)error, state, cancellation).ConfigureAwait(false);
                break;
            case ErrorKind.Data:
                state.EndIsKnown = false;
                _sizer.Limit(state.Sent.Rows / 2);
                break;
            default:
                throw new BackfillException(BackfillProblem.Stopped,
                    $"Backfill \"{_run.Definition.Name}\" stops on {state.Relation?.QuotedName ?? "its table"}: {Describe(error)}. What was written stays and is checkpointed; a new start goes on from there.", error);
        }
    }

    private void Shrink(PostgresException error, RangeState state)
    {
        if (state.Sent.Rows <= 1 && ++state.TriesOfOneRow >= TriesOfOneRow)
        {
            throw new BackfillException(BackfillProblem.Stopped,
                $"Backfill \"{_run.Definition.Name}\" stops on {state.Relation?.QuotedName}: a single row takes longer than the statement timeout of {_run.Options.StatementTimeout.TotalSeconds:0.#} s, or somebody cancels the statement each time ({error.MessageText}). Look at triggers of the table.", error);
        }

        state.EndIsKnown = false;
        _sizer.Limit(state.Sent.Rows / 2);
    }

    private async Task QuarantineAsync(PostgresException error, RangeState state, CancellationToken cancellation)
    {
        var (end, isLast, _) = state.Sent;
        var held = _held!;
        await _batches.QuarantineAsync(_session!, state.Relation!, held, _run.Definition.Name, end!, isLast, error).ConfigureAwait(false);
        _run.Logger.LogWarning("Backfill {Backfill}: a row of {Table} was set apart: {Error}", _run.Definition.Name, state.Relation!.QuotedName, Describe(error));
        _held = isLast ? null : held with { Position = end };
        state.EndIsKnown = false;
        await _director.CheckQuarantineAsync(_session!, cancellation).ConfigureAwait(false);
    }

    private async Task RereadAsync(PostgresException error, RangeState state, CancellationToken cancellation)
    {
        if (error.SqlState == ErrorSorting.Rewritten)
        {
            // Rows have new addresses: the relation from the start. Rows that are right already are not written again.
            await _director.RestartRelationAsync(_session!, _held!, cancellation).ConfigureAwait(false);
            _held = null;
            return;
        }

        if (++state.Rereads > TriesOfOneRow)
        {
            throw new BackfillException(BackfillProblem.Stopped, $"Backfill \"{_run.Definition.Name}\" stops: {Describe(error)}", error);
        }

        state.Relation = null;
        state.ReadAgain = true;
    }

    private async ValueTask OnRetryAsync(OnRetryArguments<object> attempt)
    {
        var error = attempt.Outcome.Exception!;
        _run.Logger.LogInformation("Backfill {Backfill}: worker {Worker} tries again in {Delay} after: {Error}", _run.Definition.Name, _name, attempt.RetryDelay, Describe(error));
        if (ErrorSorting.Sort(error) is ErrorKind.Reconnect)
        {
            // Also where the driver still calls it open: what it would answer next may belong to the statement before.
            await LoseSessionAsync().ConfigureAwait(false);
        }
        else if (error is PostgresException { SqlState: PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.DeadlockDetected })
        {
            // Fewer rows, fewer that somebody else has locked.
            _sizer.Halve();
            _mustCutAgain = true;
        }
    }

    private static string Describe(Exception error) => error is PostgresException server ? $"{server.MessageText} ({server.SqlState})" : error.Message;
}
