using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;

namespace MigrationSafety.Core.Locks;

/// <summary>Several changes as one statement or one transaction: the strongest lock on each relation, all work on it.</summary>
internal static class EffectsMerging
{
    public static ChangeEffects Merge(IEnumerable<ChangeEffects> effects)
    {
        var merged = ChangeEffects.None;
        var relations = new List<RelationEffect>();
        foreach (var effect in effects)
        {
            foreach (var relation in effect.Relations)
            {
                var index = relations.FindIndex(r => r.Relation == relation.Relation);
                if (index < 0)
                {
                    relations.Add(relation);
                }
                else
                {
                    relations[index] = relations[index].Merge(relation);
                }
            }

            merged = merged with
            {
                AllowedInTransaction = merged.AllowedInTransaction && effect.AllowedInTransaction,
                WaitsForOlderTransactions = merged.WaitsForOlderTransactions || effect.WaitsForOlderTransactions,
                FailsWith = merged.FailsWith ?? effect.FailsWith,
                FailureReason = merged.FailureReason ?? effect.FailureReason,
            };
        }

        return merged with { Relations = relations.ToImmutableArray() };
    }

    public static RelationEffect Merge(this RelationEffect one, RelationEffect other) => one with
    {
        Lock = (LockMode)Math.Max((int)one.Lock, (int)other.Lock),
        Rewrites = one.Rewrites || other.Rewrites,
        Scans = one.Scans || other.Scans,
        BuildsIndex = one.BuildsIndex || other.BuildsIndex,
        NewFile = one.NewFile || other.NewFile,
        IsAssumed = one.IsAssumed || other.IsAssumed,
    };
}
