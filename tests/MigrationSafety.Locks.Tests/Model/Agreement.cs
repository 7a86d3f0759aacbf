using System.Collections.Frozen;
using System.Collections.Generic;
using System.Linq;
using MigrationSafety.Locks.Tests.Cases;
using MigrationSafety.Locks.Tests.Measurement;

namespace MigrationSafety.Locks.Tests.Model;

/// <summary>When a server and the lock model agree.</summary>
internal static class Agreement
{
    // A name that is missing or taken. The before-state is never known to be complete, so the model may be silent about it.
    private static readonly FrozenSet<string> NameFailures =
        new[] { "42P01", "42703", "42704", "42P07", "42701", "42710", "42883" }.ToFrozenSet();

    public static bool Is(LockCase @case, CaseOutcome measured, CaseOutcome model)
    {
        if (measured.AllowedInTransaction != model.AllowedInTransaction)
        {
            return false;
        }

        if (@case.FailsOnRows && measured.SqlState is null)
        {
            return false;
        }

        if (measured.SqlState is { } failure)
        {
            var mayBeSilent = @case.FailsOnRows || @case.Unforeseen || NameFailures.Contains(failure);
            return model.SqlState == failure || (mayBeSilent && model.SqlState is null);
        }

        return model.SqlState is null
            && (@case.Unforeseen || (measured.WaitsForOlderTransactions == model.WaitsForOlderTransactions
                && SameRelations(measured.Relations, model.Relations)));
    }

    private static bool SameRelations(IReadOnlyList<MeasuredRelation> measured, IReadOnlyList<MeasuredRelation> model)
    {
        var claims = model.ToDictionary(relation => relation.Name);
        return measured.All(relation => claims.Remove(relation.Name, out var claim) && Same(relation, claim))
            && claims.Values.All(claim => claim.IsAssumed);
    }

    // An assumed answer may claim more work than there was, never less, and the lock all the same.
    private static bool Same(MeasuredRelation measured, MeasuredRelation claim) =>
        measured == claim with { IsAssumed = false }
        || (claim.IsAssumed
            && measured.Lock == claim.Lock
            && measured.NewFile == claim.NewFile
            && (claim.Rewrites || !measured.Rewrites)
            && (claim.ReadsEveryRow || !measured.ReadsEveryRow)
            && (claim.BuildsIndex || !measured.BuildsIndex));
}
