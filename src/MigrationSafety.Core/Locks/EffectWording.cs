using System;
using System.Collections.Generic;
using System.Linq;

namespace MigrationSafety.Core.Locks;

/// <summary>
/// Effects as the half sentences that rule messages, pages and the tool use, so that nobody else names a lock by heart:
/// <c>takes SHARE on "orders" (blocks writes) while it builds the index, for a time that grows with the table</c>.
/// </summary>
public static class EffectWording
{
    // More names than this make a message unreadable; the tool's table has them all.
    private const int NamedRelations = 3;

    /// <summary>Locks, what they block, and for how long: "takes ... on ... (blocks ...) while ...".</summary>
    public static string Describe(ChangeEffects effects)
    {
        var failure = effects.FailsWith is null ? "" : "fails with " + effects.FailsWith + " (" + effects.FailureReason + ")";
        var locks = Locks(effects);
        return locks.Length != 0 ? "takes " + locks + Duration(effects) + (failure.Length == 0 ? "" : ", and " + failure)
            : failure.Length != 0 ? failure
            : "locks no existing relation";
    }

    /// <summary>The locks alone: <c>ACCESS EXCLUSIVE on "orders" (blocks reads and writes)</c>; empty where there are none.</summary>
    public static string Locks(ChangeEffects effects)
    {
        // ACCESS SHARE beside SHARE says nothing that helps; on its own it is the answer.
        var strongest = effects.StrongestLock;
        var weakest = strongest < LockMode.ShareUpdateExclusive ? LockMode.AccessShare : LockMode.ShareUpdateExclusive;
        var parts = new List<string>();
        for (var mode = strongest; mode >= weakest; mode--)
        {
            List<RelationEffect>? relations = null;
            foreach (var relation in effects.Relations)
            {
                if (relation.Lock == mode)
                {
                    (relations ??= []).Add(relation);
                }
            }

            if (relations is not null)
            {
                parts.Add(mode.SqlName() + " on " + Names(relations) + " (" + mode.Blocks() + ")");
            }
        }

        return Join(parts);
    }

    /// <summary>What goes on while the locks are held, with a leading blank or comma: " while it builds the index, for ...".</summary>
    public static string Duration(ChangeEffects effects)
    {
        var work = Work(effects);
        if (work.Length != 0)
        {
            return " while " + work + ", for a time that grows with the table";
        }

        return effects.StrongestLock >= LockMode.Share
            ? ", briefly, but it waits for every transaction that uses the table, and all others wait behind it"
            : "";
    }

    /// <summary>The work that grows with the table: "it builds the index"; empty where there is none.</summary>
    public static string Work(ChangeEffects effects)
    {
        if (effects.Relations.Any(static r => r.Rewrites))
        {
            return effects.Relations.Any(static r => r.Rewrites && r.BuildsIndex)
                ? "it writes the whole table and its indexes anew"
                : "it writes the whole table anew";
        }

        if (effects.Relations.Any(static r => r.BuildsIndex))
        {
            return "it builds the index";
        }

        // Two tables that are read together under write-blocking locks are the two sides of a foreign key.
        return !effects.Relations.Any(static r => r.Scans) ? ""
            : effects.Relations.Any(static r => r.Scans && r.Lock is LockMode.Exclusive or LockMode.AccessShare or LockMode.RowExclusive)
                ? "every row is read"
                : "every row is checked";
    }

    private static string Names(List<RelationEffect> relations)
    {
        var named = relations.Take(NamedRelations).Select(Name).ToList();
        var rest = relations.Count - named.Count;
        return rest == 0 ? Join(named) : string.Join(", ", named) + " and " + rest + " more";
    }

    private static string Name(RelationEffect relation) => relation.IsIndex && relation.IndexOf is null
        ? "the table of index \"" + relation.Relation + "\""
        : "\"" + relation.Relation + "\"";

    private static string Join(List<string> parts) => parts.Count < 2
        ? string.Concat(parts)
        : string.Join(", ", parts.Take(parts.Count - 1)) + " and " + parts[parts.Count - 1];
}
