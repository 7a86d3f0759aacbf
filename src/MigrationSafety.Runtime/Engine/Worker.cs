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
internal sealed partial class Worker : IAsyncDisposable
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

    private async Task LoseSessionAsync()
    {
        if (_session is not null)
        {
            await _session.DisposeAsync().ConfigureAwait(false);
            _session = null;
        }
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
}
