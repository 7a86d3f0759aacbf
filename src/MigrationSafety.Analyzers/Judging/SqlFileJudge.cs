using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using MigrationSafety.Core.Models;
using MigrationSafety.Core.Rules;

namespace MigrationSafety.Analyzers.Judging;

/// <summary>Judges .sql files that no migration runs.</summary>
internal sealed class SqlFileJudge
{
    private readonly MigrationJudge migrations;
    private readonly object gate = new();
    private ImmutableDictionary<string, SqlFileChain>? folders;

    public SqlFileJudge(MigrationJudge migrations) => this.migrations = migrations;

    /// <summary>Findings of one file, those too that somebody accepted; empty for one that a migration runs or that is in production already.</summary>
    public ImmutableArray<Finding> Judge(string path, CancellationToken cancellationToken)
    {
        if (!IsJudged(path, cancellationToken))
        {
            return ImmutableArray<Finding>.Empty;
        }

        var chain = Folders(cancellationToken)[Folder(path)];
        var index = chain.IndexOf(path);
        var configured = migrations.OptionsOf(chain.Files[index]);
        return migrations.Findings(
            chain.Lowered(index, cancellationToken).ChangeSet,
            chain.StateBefore(index, cancellationToken),
            chain.Undeployed.Before(index, configured.Safety),
            configured,
            migrations.PlaceOf(chain.Files[index]),
            isNewest: index == chain.Files.Length - 1,
            migrations.ApplicationNow(cancellationToken) with
            {
                SchemaAfterAll = () => chain.Lowered(chain.Files.Length - 1, cancellationToken).After,
            });
    }

    /// <summary>False for a file that a migration runs or that is in production already.</summary>
    public bool IsJudged(string path, CancellationToken cancellationToken) =>
        Folders(cancellationToken).TryGetValue(Folder(path), out var chain) && chain.IndexOf(path) is >= 0 and var index
        && !FirstDay.IsDeployed(chain.Files[index].Id, migrations.OptionsOf(chain.Files[index]).Safety);

    private ImmutableDictionary<string, SqlFileChain> Folders(CancellationToken cancellationToken)
    {
        lock (gate)
        {
            if (folders is null)
            {
                var used = migrations.FilesUsed(cancellationToken);
                folders = migrations.Files.Judged
                    .Where(file => !used.Contains(file.Path))
                    .GroupBy(static file => Folder(file.Path))
                    .ToImmutableDictionary(static group => group.Key, static group => new SqlFileChain(group.ToImmutableArray()));
            }

            return folders;
        }
    }

    private static string Folder(string path) => path.Substring(0, path.LastIndexOfAny(['/', '\\']) + 1);
}
