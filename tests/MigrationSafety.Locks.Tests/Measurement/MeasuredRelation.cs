using System.Collections.Generic;
using MigrationSafety.Core.Locks;

namespace MigrationSafety.Locks.Tests.Measurement;

/// <summary>What a statement did to one relation, in the terms of the lock model.</summary>
internal sealed record MeasuredRelation
{
    public required string Name { get; init; }

    public LockMode Lock { get; init; }

    public bool Rewrites { get; init; }

    /// <summary>Every row is read: by a scan of its own, by a rewrite, by an index build or by copying the file.</summary>
    public bool ReadsEveryRow { get; init; }

    public bool BuildsIndex { get; init; }

    /// <summary>An empty file (TRUNCATE); with <see cref="Rewrites"/> a copy as it is in another tablespace.</summary>
    public bool NewFile { get; init; }

    /// <summary>The lock model gives the likely answer here, because its before-state cannot tell.</summary>
    public bool IsAssumed { get; init; }

    public bool IsTouched => Lock != LockMode.None || Rewrites || ReadsEveryRow || NewFile;

    public override string ToString()
    {
        List<string> facts = [Lock == LockMode.None ? "no lock" : Lock.SqlName()];
        if (Rewrites || NewFile)
        {
            facts.Add(!NewFile ? "rewritten" : Rewrites ? "copied" : "emptied");
        }

        if (BuildsIndex)
        {
            facts.Add("index built");
        }

        if (ReadsEveryRow && !Rewrites && !BuildsIndex)
        {
            facts.Add("scanned");
        }

        if (IsAssumed)
        {
            facts.Add("assumed");
        }

        return $"{Name}: {string.Join(", ", facts)}";
    }
}
