using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using MigrationSafety.Core.Changes;
using MigrationSafety.Core.Options;
using MigrationSafety.Core.Rules;
using MigrationSafety.Core.State;

namespace MigrationSafety.Analyzers.Judging;

/// <summary>Tables that the links of a chain behind deployed_through create, folded once for each value of that option.</summary>
internal sealed class UndeployedTables
{
    private readonly Func<int, string> idOf;
    private readonly Func<int, (ChangeSet ChangeSet, SchemaState Before)> linkOf;
    private readonly Dictionary<string, List<ImmutableHashSet<QualifiedName>>> folds = new(StringComparer.OrdinalIgnoreCase);

    public UndeployedTables(Func<int, string> idOf, Func<int, (ChangeSet ChangeSet, SchemaState Before)> linkOf)
    {
        this.idOf = idOf;
        this.linkOf = linkOf;
    }

    /// <summary>New tables before the link at <paramref name="index"/>.</summary>
    public ImmutableHashSet<QualifiedName> Before(int index, SafetyOptions options)
    {
        if (!FirstDay.KnowsUndeployed(options))
        {
            return ImmutableHashSet<QualifiedName>.Empty;
        }

        lock (folds)
        {
            if (!folds.TryGetValue(options.DeployedThrough!, out var fold))
            {
                folds[options.DeployedThrough!] = fold = [ImmutableHashSet<QualifiedName>.Empty];
            }

            for (var i = fold.Count - 1; i < index; i++)
            {
                var link = linkOf(i);
                fold.Add(FirstDay.IsDeployed(idOf(i), options) ? fold[i] : NewRelations.After(link.ChangeSet, link.Before, fold[i]));
            }

            return fold[index];
        }
    }
}
