using System.Collections.Generic;
using System.Linq;
using MigrationSafety.Core.Locks;

namespace MigrationSafety.Core.Tests.Locks;

/// <summary>Effects in the notation of the oracle: <c>orders:AX rewrite scan index, customers:SRX scan; tx=no; waits</c>.</summary>
internal static class EffectsText
{
    public static string Of(ChangeEffects effects)
    {
        if (effects.FailsWith is not null)
        {
            return $"ERROR {effects.FailsWith} {effects.FailureReason}" + (effects.AllowedInTransaction ? "" : "; tx=no");
        }

        var relations = effects.Relations.Where(static r => !r.IsIndex || r.IndexOf is null).ToList();
        // An index counts where no table is locked, as the oracle lists it.
        relations = relations.Count > 0 ? relations : effects.Relations.ToList();
        return (relations.Count == 0 ? "-" : string.Join(", ", relations.OrderBy(static r => r.Relation.ToString(), System.StringComparer.Ordinal).Select(Relation)))
            + (effects.AllowedInTransaction ? "" : "; tx=no")
            + (effects.WaitsForOlderTransactions ? "; waits" : "");
    }

    private static string Relation(RelationEffect relation)
    {
        var parts = new List<string> { relation.Relation + ":" + Abbreviation(relation.Lock) };
        parts.AddRange(new[]
        {
            (relation.Rewrites, "rewrite"), (relation.Scans, "scan"), (relation.BuildsIndex, "index"),
            (relation.NewFile, "newfile"), (relation.IsAssumed, "assumed"),
        }.Where(static p => p.Item1).Select(static p => p.Item2));
        return string.Join(" ", parts);
    }

    private static string Abbreviation(LockMode mode) => mode switch
    {
        LockMode.AccessShare => "AS",
        LockMode.RowShare => "RS",
        LockMode.RowExclusive => "RX",
        LockMode.ShareUpdateExclusive => "SUX",
        LockMode.Share => "S",
        LockMode.ShareRowExclusive => "SRX",
        LockMode.Exclusive => "X",
        LockMode.AccessExclusive => "AX",
        _ => "none",
    };
}
