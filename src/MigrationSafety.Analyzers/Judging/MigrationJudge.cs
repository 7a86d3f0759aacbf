using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using MigrationSafety.Analyzers.Chains;
using MigrationSafety.Analyzers.Files;
using MigrationSafety.Analyzers.Options;
using MigrationSafety.Analyzers.Reading;
using MigrationSafety.Core.Changes;
using MigrationSafety.Core.Options;
using MigrationSafety.Core.Rules;
using MigrationSafety.Core.State;

namespace MigrationSafety.Analyzers.Judging;

/// <summary>Judges the migrations of one compilation; the analyzer and the code fixes ask the same judge.</summary>
internal sealed class MigrationJudge
{
    private readonly Compilation compilation;
    private readonly AnalyzerOptions options;
    private readonly object gate = new();
    private MigrationIndex? index;

    public MigrationJudge(Compilation compilation, AnalyzerOptions options)
    {
        this.compilation = compilation;
        this.options = options;
        Files = new SqlFileSet(options);
    }

    public SqlFileSet Files { get; }

    public MigrationIndex Index(CancellationToken cancellationToken)
    {
        lock (gate)
        {
            return index ??= MigrationIndex.Of(compilation, Files, cancellationToken);
        }
    }

    public ConfiguredOptions OptionsOf(SyntaxTree tree) =>
        ConfiguredOptions.Of(options.AnalyzerConfigOptionsProvider.GetOptions(tree), options.AnalyzerConfigOptionsProvider);

    public ConfiguredOptions OptionsOf(SqlFile file) =>
        ConfiguredOptions.Of(options.AnalyzerConfigOptionsProvider.GetOptions(file.Text), options.AnalyzerConfigOptionsProvider);

    /// <summary>Null for a class that is no migration for PostgreSQL, or one that is already in production.</summary>
    public MigrationJudgement? Judge(ClassDeclarationSyntax migration, SemanticModel model, CancellationToken cancellationToken)
    {
        if (Index(cancellationToken).Find(migration) is not var (chain, position))
        {
            return null;
        }

        var configured = OptionsOf(migration.SyntaxTree);
        var entry = chain.Entries[position];
        if (FirstDay.IsDeployed(entry.Id, configured.Safety))
        {
            return null;
        }

        var reading = MigrationEntry.Read(migration, model, cancellationToken);
        if (chain.IsForeign(position, cancellationToken))
        {
            return null;
        }

        var before = chain.StateBefore(position, cancellationToken);
        var changeSet = chain.Lower(entry, reading, before, cancellationToken).ChangeSet with { Id = entry.Id };
        var newTables = chain.NewTables(position, configured.Safety, cancellationToken);
        var isNewest = position == chain.Entries.Length - 1;
        return new MigrationJudgement
        {
            Reading = reading,
            ChangeSet = changeSet,
            Before = before,
            NewTables = newTables,
            Options = configured.Safety,
            Findings = Findings(changeSet, before, newTables, configured, isNewest),
            Files = Files,
        };
    }

    /// <summary>What the rules say, with the severity of the first day.</summary>
    public static ImmutableArray<Finding> Findings(
        ChangeSet changeSet, SchemaState before, ImmutableHashSet<QualifiedName> newTables, ConfiguredOptions configured, bool isNewest) =>
        RuleEngine.Analyze(changeSet, before, configured.Safety, newTables)
            .Select(finding => finding with { Severity = FirstDay.SeverityOf(finding, isNewest, configured.Safety, hasBaseline: false) })
            .ToImmutableArray();

    /// <summary>The newest of the migrations that have the same invalid option: the one that tells of it.</summary>
    public ClassDeclarationSyntax? LastWith(InvalidOptionValue invalid, CancellationToken cancellationToken)
    {
        for (var i = Index(cancellationToken).Chains.Length - 1; i >= 0; i--)
        {
            var entries = Index(cancellationToken).Chains[i].Entries;
            for (var j = entries.Length - 1; j >= 0; j--)
            {
                if (OptionsOf(entries[j].Migration.SyntaxTree).Invalid.Contains(invalid))
                {
                    return entries[j].Migration;
                }
            }
        }

        return null;
    }

    /// <summary>The last judged file that has an invalid option which no migration can tell of.</summary>
    public SqlFile? LastFileWith(InvalidOptionValue invalid, CancellationToken cancellationToken) =>
        LastWith(invalid, cancellationToken) is null
            ? Files.Judged.LastOrDefault(file => OptionsOf(file).Invalid.Contains(invalid))
            : null;

    /// <summary>Paths of files that a migration runs; they are judged there and nowhere else.</summary>
    public ISet<string> FilesUsed(CancellationToken cancellationToken)
    {
        var used = new HashSet<string>();
        foreach (var chain in Index(cancellationToken).Chains)
        {
            foreach (var entry in chain.Entries)
            {
                foreach (var step in entry.Read(compilation, cancellationToken).Steps.Where(static step => step.File is not null))
                {
                    if (Files.Find(step.File!) is { } file)
                    {
                        used.Add(file.Path);
                    }
                }
            }
        }

        return used;
    }
}

/// <summary>A migration with what the rules say of it.</summary>
internal sealed class MigrationJudgement
{
    public required MigrationReading Reading { get; init; }

    public required ChangeSet ChangeSet { get; init; }

    public required SchemaState Before { get; init; }

    public required ImmutableHashSet<QualifiedName> NewTables { get; init; }

    public required SafetyOptions Options { get; init; }

    public required ImmutableArray<Finding> Findings { get; init; }

    public required SqlFileSet Files { get; init; }
}
