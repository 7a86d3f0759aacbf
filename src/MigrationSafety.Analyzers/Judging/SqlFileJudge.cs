using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using MigrationSafety.Analyzers.Files;
using MigrationSafety.Core.Changes;
using MigrationSafety.Core.EfCore;
using MigrationSafety.Core.Options;
using MigrationSafety.Core.Rules;
using MigrationSafety.Core.State;

namespace MigrationSafety.Analyzers.Judging;

/// <summary>Judges .sql files that no migration runs: those of one folder are a chain in the order of their names.</summary>
internal sealed class SqlFileJudge
{
    private readonly MigrationJudge migrations;
    private readonly object gate = new();
    private ImmutableDictionary<string, ImmutableArray<SqlFile>>? folders;
    private readonly Dictionary<string, LoweredChangeSet> lowered = [];

    public SqlFileJudge(MigrationJudge migrations) => this.migrations = migrations;

    /// <summary>Findings of one file; empty for one that a migration runs or that is in production already.</summary>
    public ImmutableArray<Finding> Judge(string path, CancellationToken cancellationToken)
    {
        var folder = FolderOf(path, cancellationToken);
        var position = IndexOf(folder, path);
        if (position < 0)
        {
            return ImmutableArray<Finding>.Empty;
        }

        var file = folder[position];
        var configured = migrations.OptionsOf(file);
        return FirstDay.IsDeployed(file.Id, configured.Safety)
            ? ImmutableArray<Finding>.Empty
            : MigrationJudge.Findings(
                Lowered(folder, position, cancellationToken).ChangeSet,
                StateBefore(folder, position, cancellationToken),
                NewTables(folder, position, configured.Safety, cancellationToken),
                configured,
                isNewest: position == folder.Length - 1);
    }

    private ImmutableHashSet<QualifiedName> NewTables(
        ImmutableArray<SqlFile> folder, int position, SafetyOptions options, CancellationToken cancellationToken)
    {
        var tables = ImmutableHashSet<QualifiedName>.Empty;
        for (var i = 0; FirstDay.KnowsUndeployed(options) && i < position; i++)
        {
            if (!FirstDay.IsDeployed(folder[i].Id, options))
            {
                tables = NewRelations.After(
                    Lowered(folder, i, cancellationToken).ChangeSet, StateBefore(folder, i, cancellationToken), tables);
            }
        }

        return tables;
    }

    private SchemaState StateBefore(ImmutableArray<SqlFile> folder, int position, CancellationToken cancellationToken) =>
        position == 0 ? SchemaState.Empty : Lowered(folder, position - 1, cancellationToken).After;

    private LoweredChangeSet Lowered(ImmutableArray<SqlFile> folder, int position, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            var state = SchemaState.Empty;
            LoweredChangeSet? result = null;
            for (var i = 0; i <= position; i++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (!lowered.TryGetValue(folder[i].Path, out result))
                {
                    lowered[folder[i].Path] = result = ChangeSetLowering.Lower(ToChangeSet(folder[i], cancellationToken), state);
                }

                state = result.After;
            }

            return result!;
        }
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

    private ImmutableArray<SqlFile> FolderOf(string path, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            if (folders is null)
            {
                var used = migrations.FilesUsed(cancellationToken);
                folders = migrations.Files.Judged
                    .Where(file => !used.Contains(file.Path))
                    .GroupBy(static file => Folder(file.Path))
                    .ToImmutableDictionary(static group => group.Key, static group => group.ToImmutableArray());
            }

            return folders.TryGetValue(Folder(path), out var files) ? files : ImmutableArray<SqlFile>.Empty;
        }
    }

    private static string Folder(string path) => path.Substring(0, path.LastIndexOfAny(['/', '\\']) + 1);

    private static int IndexOf(ImmutableArray<SqlFile> folder, string path)
    {
        for (var i = 0; i < folder.Length; i++)
        {
            if (folder[i].Path == path)
            {
                return i;
            }
        }

        return -1;
    }
}
