using System;
using System.Threading;
using System.Threading.Tasks;
using Npgsql;

namespace MigrationSafety.Runtime.Engine;

/// <content>One batch: where it ends, its plan, and what it tells about the next.</content>
internal sealed partial class Worker
{
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

    private async Task FinishDroppedAsync(RangeLease held, CancellationToken cancellation)
    {
        await _director.FinishRangeAsync(_session!, held, cancellation).ConfigureAwait(false);
        _held = null;
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
}
