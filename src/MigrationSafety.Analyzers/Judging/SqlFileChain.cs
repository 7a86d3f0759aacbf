using System.Collections.Generic;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Threading;
using Microsoft.CodeAnalysis;
using MigrationSafety.Analyzers.Files;
using MigrationSafety.Core.Changes;
using MigrationSafety.Core.EfCore;
using MigrationSafety.Core.State;

namespace MigrationSafety.Analyzers.Judging;

/// <summary>The .sql files of one folder in the order of their names, and the schema before each of them.</summary>
internal sealed class SqlFileChain
{
    private static readonly ConditionalWeakTable<AdditionalText, Link> Links = new();

    private readonly List<LoweredChangeSet> lowered = [];
    private readonly object gate = new();

    public SqlFileChain(ImmutableArray<SqlFile> files)
    {
        Files = files;
        Undeployed = new UndeployedRelations(
            index => files[index].Id,
            index => (Lowered(index, CancellationToken.None).ChangeSet, StateBefore(index, CancellationToken.None)));
    }

    public ImmutableArray<SqlFile> Files { get; }

    public UndeployedRelations Undeployed { get; }

    public int IndexOf(string path) => SqlFileSet.IndexOf(Files, path);

    public SchemaState StateBefore(int index, CancellationToken cancellationToken) =>
        index == 0 ? SchemaState.Empty : Lowered(index - 1, cancellationToken).After;

    public LoweredChangeSet Lowered(int index, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            while (lowered.Count <= index)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var before = lowered.Count == 0 ? SchemaState.Empty : lowered[lowered.Count - 1].After;
                lowered.Add(Lower(Files[lowered.Count], before, cancellationToken));
            }

            return lowered[index];
        }
    }

    /// <summary>An unchanged file behind unchanged files is not read again at the next key press.</summary>
    private static LoweredChangeSet Lower(SqlFile file, SchemaState before, CancellationToken cancellationToken)
    {
        if (Links.TryGetValue(file.Text, out var link) && ReferenceEquals(link.Before, before))
        {
            return link.Result;
        }

        var result = ChangeSetLowering.Lower(ToChangeSet(file, cancellationToken), before);
        Links.Remove(file.Text);
        Links.GetValue(file.Text, _ => new Link(before, result));
        return result;
    }

    private static ChangeSet ToChangeSet(SqlFile file, CancellationToken cancellationToken) => new()
    {
        Id = file.Path,
        IsSqlFile = true,
        RunnerOpensTransaction = false,
        Steps = ImmutableArray.Create(new ChangeStep
        {
            Index = 0,
            Method = "sql",
            Sql = file.Text.GetText(cancellationToken)?.ToString() ?? "",
        }),
    };

    private sealed record Link(SchemaState Before, LoweredChangeSet Result);
}
