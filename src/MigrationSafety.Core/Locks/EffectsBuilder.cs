using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using MigrationSafety.Core.Changes;
using MigrationSafety.Core.State;

namespace MigrationSafety.Core.Locks;

/// <summary>Collects the effects of one change: one entry for each relation, the strongest lock and all work on it.</summary>
internal sealed class EffectsBuilder
{
    private readonly List<RelationEffect> _relations = new();
    private bool _allowedInTransaction = true;
    private bool _waitsForOlderTransactions;
    private string? _failsWith;
    private string? _failureReason;

    public EffectsBuilder(SchemaState before, PostgresVersion version)
    {
        Before = before;
        Version = version.Major;
    }

    public SchemaState Before { get; }

    public int Version { get; }

    /// <summary>A lock on one relation, without its partitions.</summary>
    public void Lock(QualifiedName relation, LockMode mode, Work work = Work.None, bool assumed = false)
    {
        // SET TABLESPACE copies the table's file alone; its indexes stay where they are.
        if ((work & (Work.Rewrite | Work.NewFile)) == Work.Rewrite && Before.MayHaveIndexes(relation))
        {
            work |= Work.BuildIndex;
        }

        Add(new RelationEffect
        {
            Relation = relation,
            Lock = mode,
            Rewrites = (work & Work.Rewrite) != 0,
            // Only a file that is copied as it is (SET TABLESPACE) is rewritten without a look at its rows.
            Scans = (work & Work.Scan) != 0 || (work & (Work.Rewrite | Work.NewFile)) == Work.Rewrite,
            BuildsIndex = (work & Work.BuildIndex) != 0,
            NewFile = (work & Work.NewFile) != 0,
            IsAssumed = assumed,
        });
    }

    /// <summary>A lock on a table and its partitions and inheritance children; the work is done where the rows are.</summary>
    public void LockTree(QualifiedName table, LockMode mode, Work work = Work.None, bool only = false, bool assumed = false)
    {
        foreach (var name in Before.Tree(table, only))
        {
            Lock(name, mode, Before.IsPartitioned(name) ? Work.None : work, assumed);
        }
    }

    /// <summary>A lock on a table and its partitions; inheritance children have their own indexes, keys and triggers.</summary>
    public void LockPartitions(QualifiedName table, LockMode mode, Work work = Work.None, bool only = false, bool assumed = false)
    {
        foreach (var name in Before.Partitions(table, only))
        {
            Lock(name, mode, Before.IsPartitioned(name) ? Work.None : work, assumed);
        }
    }

    public void LockIndex(QualifiedName index, QualifiedName? table, LockMode mode, Work work = Work.None) => Add(new RelationEffect
    {
        Relation = index,
        Lock = mode,
        IsIndex = true,
        IndexOf = table,
        Rewrites = (work & Work.Rewrite) != 0,
        BuildsIndex = (work & Work.BuildIndex) != 0,
        NewFile = (work & Work.NewFile) != 0,
        IsAssumed = table is null,
    });

    /// <summary>Reading from relations: views hand the lock on to what they read from.</summary>
    public void Read(IEnumerable<QualifiedName> sources, Work work, LockMode mode = LockMode.AccessShare)
    {
        foreach (var source in sources)
        {
            if (Before.FindTable(source) is { Kind: RelationKind.View } view)
            {
                Lock(source, mode);
                Read(view.Sources, work, mode);
            }
            else
            {
                LockTree(source, mode, work);
            }
        }
    }

    /// <summary>CONCURRENTLY: error 25001 inside a transaction block.</summary>
    public void RunsOutsideTransaction(bool waitsForOlderTransactions = false)
    {
        _allowedInTransaction = false;
        _waitsForOlderTransactions |= waitsForOlderTransactions;
    }

    /// <summary>The first certain failure is the one that PostgreSQL would report.</summary>
    public void Fail(string sqlState, string reason)
    {
        _failsWith ??= sqlState;
        _failureReason ??= reason;
    }

    public ChangeEffects Build() => new()
    {
        Relations = _relations.ToImmutableArray(),
        AllowedInTransaction = _allowedInTransaction,
        WaitsForOlderTransactions = _waitsForOlderTransactions,
        FailsWith = _failsWith,
        FailureReason = _failureReason,
    };

    private void Add(RelationEffect effect)
    {
        for (var i = 0; i < _relations.Count; i++)
        {
            if (_relations[i].Relation == effect.Relation)
            {
                _relations[i] = _relations[i].Merge(effect);
                return;
            }
        }

        _relations.Add(effect);
    }
}
