using System;
using System.Collections.Generic;
using MigrationSafety.Core.Changes;
using MigrationSafety.Core.Options;
using MigrationSafety.Core.Rules;
using MigrationSafety.Core.State;

namespace MigrationSafety.Analyzers.Judging;

/// <summary>Tables and columns that the links of a chain behind deployed_through create, folded once for each value of that option.</summary>
internal sealed class UndeployedRelations
{
    private readonly Func<int, string> idOf;
    private readonly Func<int, (ChangeSet ChangeSet, SchemaState Before)> linkOf;
    private readonly Dictionary<string, List<NewRelations>> folds = new(StringComparer.OrdinalIgnoreCase);

    public UndeployedRelations(Func<int, string> idOf, Func<int, (ChangeSet ChangeSet, SchemaState Before)> linkOf)
    {
        this.idOf = idOf;
        this.linkOf = linkOf;
    }

    /// <summary>What is new before the link at <paramref name="index"/>.</summary>
    public NewRelations Before(int index, SafetyOptions options)
    {
        if (!FirstDay.KnowsUndeployed(options))
        {
            return NewRelations.None;
        }

        lock (folds)
        {
            if (!folds.TryGetValue(options.DeployedThrough!, out var fold))
            {
                folds[options.DeployedThrough!] = fold = [NewRelations.None];
            }

            for (var i = fold.Count - 1; i < index; i++)
            {
                fold.Add(FirstDay.IsDeployed(idOf(i), options) ? fold[i] : After(linkOf(i), fold[i]));
            }

            return fold[index];
        }
    }

    private static NewRelations After((ChangeSet ChangeSet, SchemaState Before) link, NewRelations before) =>
        NewRelations.After(link.ChangeSet, link.Before, before);
}
