using System;
using System.Collections.Generic;
using System.Globalization;
using System.Threading;
using System.Threading.Tasks;
using MigrationSafety.Runtime.Errors;
using MigrationSafety.Runtime.Telemetry;
using Microsoft.Extensions.Logging;
using Npgsql;
using Polly;
using Polly.Retry;

namespace MigrationSafety.Runtime.Engine;

/// <summary>One session that claims ranges and works through them until the backfill has none left.</summary>
internal sealed class Worker : IAsyncDisposable
{
    private static readonly TimeSpan s_idle = TimeSpan.FromMilliseconds(200);
    private const int TriesOfOneRow = 5;

    private readonly BackfillRun _run;
    private readonly int _index;
    private readonly PassDirector _director;
    private readonly RangeSplitter _splitter;
    private readonly BatchRunner _batches;
    private readonly BatchSizer _sizer;
    private readonly ResiliencePipeline _retry;
    private readonly HashSet<(uint Relation, string Name)> _planned = [];
    private readonly string _name;
    private Session? _session;
    private RangeLease? _held;
    private bool _mustResume;
    private bool _mustCutAgain;
    private bool _seqScansOff;

    public Worker(BackfillRun run, int index)
    {
        _run = run;
        _index = index;
        _director = new(run);
        _splitter = new(run);
        _batches = new(run.Commands, run.Options);
        _sizer = new() { Target = run.Options.TargetBatchTime.TotalMilliseconds };
        _name = string.Create(CultureInfo.InvariantCulture, $"{Environment.MachineName}/{Environment.ProcessId}/{index}");
        _retry = new ResiliencePipelineBuilder().AddRetry(new RetryStrategyOptions
        {
            ShouldHandle = new PredicateBuilder().Handle<Exception>(e => ErrorSorting.Sort(e) is ErrorKind.Retry or ErrorKind.Reconnect),
            MaxRetryAttempts = int.MaxValue,
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            Delay = TimeSpan.FromMilliseconds(50),
            MaxDelay = TimeSpan.FromSeconds(1),
            OnRetry = OnRetryAsync,
        }).Build();
    }

    /// <exception cref="BackfillException">The backfill cannot go on.</exception>
    public async Task RunAsync(CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            await _run.Pacer.WaitAsync(_index, TimeSpan.Zero, 0, RenewAsync, cancellation).ConfigureAwait(false);
            var advice = await _retry.ExecuteAsync(async token =>
            {
                await ConnectAsync(token).ConfigureAwait(false);
                _held = await _run.Commands.ClaimAsync(_session!.Connection, _run.Definition.Name, _name, token).ConfigureAwait(false);
                return _held is null ? await _director.AdvanceAsync(_session, token).ConfigureAwait(false) : PassAdvice.Work;
            }, cancellation).ConfigureAwait(false);

            if (advice == PassAdvice.Finished)
            {
                return;
            }

            if (_held is null && advice == PassAdvice.Idle)
            {
                var wasSplit = await _retry.ExecuteAsync(async token =>
                {
                    await ConnectAsync(token).ConfigureAwait(false);
                    return await _splitter.TrySplitAsync(_session!, Math.Max(1000, _sizer.Size * 8), token).ConfigureAwait(false);
                }, cancellation).ConfigureAwait(false);
                advice = wasSplit ? PassAdvice.Work : PassAdvice.Idle;
            }

            if (_held is not null)
            {
                await WorkThroughAsync(cancellation).ConfigureAwait(false);
            }
            else if (advice != PassAdvice.Work)
            {
                await Task.Delay(s_idle, cancellation).ConfigureAwait(false);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_session is null)
        {
            return;
        }

        if (_held is not null && !_session.IsLost)
        {
            try
            {
                await _run.Commands.ReleaseAsync(_session.Connection, _held, CancellationToken.None).ConfigureAwait(false);
            }
            catch (NpgsqlException)
            {
                // The lease ends by itself.
            }
        }

        await _session.DisposeAsync().ConfigureAwait(false);
    }

    private async Task WorkThroughAsync(CancellationToken cancellation)
    {
        _run.Logger.LogDebug("Backfill {Backfill}: worker {Worker} works on range {Range} ({Phase})", _run.Definition.Name, _name, _held!.Id, _held.Phase);
        using var activity = Instruments.StartRange(_run.Definition.Name, _held);
        var state = new RangeState { Activity = activity };
        try
        {
            while (_held is not null && !cancellation.IsCancellationRequested)
            {
                await _run.Pacer.WaitAsync(_index, state.LastBatch, state.RestRatio, RenewAsync, cancellation).ConfigureAwait(false);
                await StepAsync(state, cancellation).ConfigureAwait(false);
            }
        }
        catch (Exception error) when (activity.Fail(error))
        {
            throw;
        }
    }

    // One batch, tried until it is committed or there is another reason to go on than time.
    private async Task StepAsync(RangeState state, CancellationToken cancellation)
    {
        try
        {
            await _retry.ExecuteAsync(async token =>
            {
                await ConnectAsync(token).ConfigureAwait(false);
                if (await ResumedAsync(state, token).ConfigureAwait(false))
                {
                    await BatchAsync(state, token).ConfigureAwait(false);
                }
            }, cancellation).ConfigureAwait(false);
        }
        catch (Exception error) when (error is not (OperationCanceledException or BackfillException))
        {
            await HandleUntilDoneAsync(error, state, cancellation).ConfigureAwait(false);
        }
    }

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

    private async Task LoseSessionAsync()
    {
        if (_session is not null)
        {
            await _session.DisposeAsync().ConfigureAwait(false);
            _session = null;
        }
    }

    private async Task BatchAsync(RangeState state, CancellationToken cancellation)
    {
        var held = _held!;
        var relation = state.Relation ??= await _run.FindRelationAsync(_session!, held.Relation, state.ReadAgain, cancellation).ConfigureAwait(false);
        if (relation is null)
        {
            await FinishDroppedAsync(held, cancellation).ConfigureAwait(false);
            return;
        }

        state.ReadAgain = false;
        state.EndIsKnown &= !_mustCutAgain;
        _mustCutAgain = false;
        var batch = new BatchSql(_run.Definition, _run.Table, _run.Target, relation);
        if (!state.EndIsKnown)
        {
            var size = _sizer.Size;
            state.End = relation.Key.IsRowAddress ? NextAddress(held, relation, size) : await _batches.FindEndAsync(_session!, batch, relation, held, size, cancellation).ConfigureAwait(false);
            state.Rows = size;
            state.EndIsKnown = true;
        }

        var isLast = state.End is null || held.Upper is not null && state.End.AsSpan().SequenceEqual(held.Upper);
        var end = state.End ?? held.Upper;
        await CheckPlanAsync(batch, relation, held, end, cancellation).ConfigureAwait(false);
        var next = _sizer.Size;
        state.Sent = (end, isLast, state.Rows);
        var outcome = await _batches.SendAsync(_session!, batch, relation, held, end, isLast, state.End is null ? 0 : state.Rows, next, state.Outcome).ConfigureAwait(false);

        _sizer.Target = outcome.TargetMilliseconds;
        _sizer.Record(state.End is null ? outcome.Changed : state.Rows, outcome.Changed, outcome.Milliseconds);
        state.TriesOfOneRow = 0;
        state.Outcome = outcome;
        state.RestRatio = outcome.RestRatio;
        state.LastBatch = TimeSpan.FromMilliseconds(outcome.Milliseconds);
        _run.Pacer.Count(outcome);
        _run.Telemetry.Batch(state.Activity, held.Phase, state.End is null ? outcome.Changed : state.Rows, outcome);
        // Nothing but the end of the range is above the last key; and without a next end there is no reason to ask for one.
        _held = isLast ? null : held with { Position = end };
        state.End = outcome.NextEnd;
        state.Rows = next;
        // Looked up for a size that has proved too large: not used.
        state.EndIsKnown = !relation.Key.IsRowAddress && next <= _sizer.Size * 2;
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

    private async Task FinishDroppedAsync(RangeLease held, CancellationToken cancellation)
    {
        await _director.FinishRangeAsync(_session!, held, cancellation).ConfigureAwait(false);
        _held = null;
    }

    private async Task ConnectAsync(CancellationToken cancellation)
    {
        if (_session is { IsLost: false })
        {
            return;
        }

        await LoseSessionAsync().ConfigureAwait(false);
        _session = await _run.OpenAsync(cancellation).ConfigureAwait(false);
        _seqScansOff = false;
        _mustResume = _held is not null;
    }

    // After a lost session: what the range's row says is what was committed. The new token shuts out what the old one still sends.
    private async Task<bool> ResumedAsync(RangeState state, CancellationToken cancellation)
    {
        if (!_mustResume)
        {
            return true;
        }

        _held = await _run.Commands.ResumeAsync(_session!.Connection, _held!, cancellation).ConfigureAwait(false);
        _mustResume = false;
        state.EndIsKnown = false;
        state.Outcome = null;
        return _held is not null;
    }

    private async Task CheckPlanAsync(BatchSql batch, Relation relation, RangeLease held, string[]? end, CancellationToken cancellation)
    {
        if (!_seqScansOff && !_run.Definition.HasSubqueries)
        {
            // No part of the statement wants another table: then none wants a sequential scan.
            await using var command = new NpgsqlCommand("SET enable_seqscan = off", _session!.Connection);
            await command.ExecuteNonQueryAsync(cancellation).ConfigureAwait(false);
        }

        _seqScansOff = true;
        if (_planned.Add((relation.Oid, relation.QuotedName)))
        {
            await PlanCheck.RunAsync(_session!, _run.Definition.Name, batch, relation, held, end, _run.Definition.Alias, cancellation).ConfigureAwait(false);
        }
    }

    private string[]? NextAddress(RangeLease held, Relation relation, long rows)
    {
        var next = RowAddress.Parse(held.Start!).After(rows, relation.RowsPerPage, (_run.Table.BlockSize - 24) / 28);
        var upper = RowAddress.Parse(held.Upper!);
        return next.Block >= upper.Block ? null : next.ToKey();
    }

    private async Task RenewAsync(CancellationToken cancellation)
    {
        if (_held is null || _session is null or { IsLost: true } || _mustResume)
        {
            return;
        }

        try
        {
            await _run.Commands.RenewAsync(_session.Connection, _held, cancellation).ConfigureAwait(false);
        }
        catch (Exception lost) when (ErrorSorting.Sort(lost) is ErrorKind.Retry or ErrorKind.Reconnect)
        {
            // The next batch finds out.
        }
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
