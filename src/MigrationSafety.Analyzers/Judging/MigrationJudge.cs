using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using MigrationSafety.Analyzers.Chains;
using MigrationSafety.Analyzers.Files;
using MigrationSafety.Analyzers.Models;
using MigrationSafety.Analyzers.Options;
using MigrationSafety.Analyzers.Reading;
using MigrationSafety.Analyzers.Reporting;
using MigrationSafety.Analyzers.Usages;
using MigrationSafety.Core.Baselines;
using MigrationSafety.Core.Changes;
using MigrationSafety.Core.Models;
using MigrationSafety.Core.Options;
using MigrationSafety.Core.Rules;
using MigrationSafety.Core.State;

namespace MigrationSafety.Analyzers.Judging;

/// <summary>Judges the migrations of one compilation; the analyzer and the code fixes ask the same judge.</summary>
internal sealed class MigrationJudge
{
    private readonly Compilation compilation;
    private readonly AnalyzerOptions options;
    private readonly OtherCode? others;
    private readonly ShownSuggestions? suggestions;
    private readonly BackfillNames backfills;
    private readonly BaselineSet baselines;
    private readonly bool warningsFail;
    private readonly ConcurrentDictionary<string, ConfiguredOptions> configurations = new(StringComparer.Ordinal);
    private readonly object gate = new();
    private volatile MigrationIndex? index;

    /// <param name="compilation">The project.</param>
    /// <param name="options">Its configuration and files.</param>
    /// <param name="others">Other projects whose code may use a column.</param>
    /// <param name="suggestions">Where suggestions are shown; null: everywhere.</param>
    public MigrationJudge(Compilation compilation, AnalyzerOptions options, OtherCode? others = null, ShownSuggestions? suggestions = null)
    {
        this.others = others;
        this.suggestions = suggestions;
        this.compilation = compilation;
        this.options = options;
        backfills = new BackfillNames(compilation, others);
        Files = new SqlFileSet(options);
        baselines = new BaselineSet(options.AdditionalFiles);
        warningsFail = ConfiguredOptions.DoWarningsFail(options.AnalyzerConfigOptionsProvider);
        Statistics = new StatisticsFileSet(options.AdditionalFiles);
    }

    public SqlFileSet Files { get; }

    public StatisticsFileSet Statistics { get; }

    public MigrationIndex Index(CancellationToken cancellationToken)
    {
        if (index is { } known)
        {
            return known;
        }

        lock (gate)
        {
            return index ??= MigrationIndex.Of(compilation, Files, suggestions?.IsBuild == true, cancellationToken);
        }
    }

    public ConfiguredOptions OptionsOf(SyntaxTree tree) => OptionsOf(options.AnalyzerConfigOptionsProvider.GetOptions(tree));

    public ConfiguredOptions OptionsOf(SqlFile file) => OptionsOf(options.AnalyzerConfigOptionsProvider.GetOptions(file.Text));

    public bool HasBaseline => !baselines.IsEmpty;

    /// <summary>A baseline among the project's files; null where it cannot be read, or another one is in force.</summary>
    public BaselineFile? BaselineAt(AdditionalText file)
    {
        var configured = ConfiguredOptions.Of(
            options.AnalyzerConfigOptionsProvider.GetOptions(file), options.AnalyzerConfigOptionsProvider, Statistics);
        return baselines.Of(configured.Safety) is { } found && found.Path == file.Path ? found : null;
    }

    /// <summary>The baseline in force for files with these options.</summary>
    public BaselineFile? BaselineOf(ConfiguredOptions configured) => baselines.Of(configured.Safety);

    /// <summary>
    /// Null for a class that is no migration for PostgreSQL, one that is already in production, and one of which there are
    /// only suggestions where nobody sees them.
    /// </summary>
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

        var isNewest = position == chain.Entries.Length - 1;
        var areSuggestionsShown = suggestions?.In(migration.SyntaxTree, cancellationToken) ?? true;
        if (!areSuggestionsShown && FirstDay.OnlySuggests(isNewest, configured.Safety, BaselineOf(configured) is not null))
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
        var newRelations = chain.NewRelationsBefore(position, configured.Safety, cancellationToken);
        var place = PlaceOf(entry);
        var application = chain.ApplicationAround(position, configured.Safety, cancellationToken) with
        {
            Code = Code(cancellationToken),
            Backfills = () => backfills.Find(cancellationToken),
            Down = () => DownReader.Read(migration, model, (down, after) => chain.Lower(entry, down, after, cancellationToken).ChangeSet, cancellationToken),
        };
        var all = Findings(changeSet, before, newRelations, configured, place, isNewest, application, areSuggestionsShown);
        return new MigrationJudgement
        {
            Reading = reading,
            ChangeSet = changeSet,
            Before = before,
            NewRelations = newRelations,
            Options = configured.Safety,
            Findings = all.RemoveAll(finding => finding.Suppression is not null || (finding.Severity == Severity.Info && !areSuggestionsShown)),
            Accepted = all.RemoveAll(static finding => finding.Suppression is null),
            Baseline = BaselineOf(configured),
            UnusedEntries = UnusedEntries(configured, all, place),
            Files = Files,
        };
    }

    /// <summary>What the rules say, with the severity of the first day; those that somebody accepted say where.</summary>
    public ImmutableArray<Finding> Findings(
        ChangeSet changeSet,
        SchemaState before,
        NewRelations newRelations,
        ConfiguredOptions configured,
        BaselinePlace place,
        bool isNewest,
        ApplicationView? application = null,
        bool withSuggestions = true)
    {
        var baseline = BaselineOf(configured)?.Reading.Baseline;
        var selection = withSuggestions ? RuleSelection.ByConcern : RuleSelection.WithoutSuggestions;
        var found = RuleEngine.Judge(changeSet, before, configured.Safety, newRelations, application, selection);
        for (var i = 0; i < found.Length; i++)
        {
            var severity = Graded(FirstDay.SeverityOf(found[i], isNewest, configured.Safety, baseline is not null));
            found = severity == found[i].Severity ? found : found.SetItem(i, found[i] with { Severity = severity });
        }

        return baseline?.Apply(found, place, configured.Safety.Today) ?? found;
    }

    /// <summary>The application as a .sql file meets it: the models that the code has now, of all contexts.</summary>
    public ApplicationView ApplicationNow(CancellationToken cancellationToken) => new()
    {
        Current = CombinedModel.Of(Index(cancellationToken).Chains.Select(static chain => chain.CurrentModel)),
        Code = Code(cancellationToken),
        Backfills = () => backfills.Find(cancellationToken),
    };

    private CodeUsageSearch Code(CancellationToken cancellationToken) => new(compilation, others, cancellationToken);

    /// <summary>Entries of the baseline for a judged place that silence nothing. <paramref name="all"/>: what <see cref="Findings"/> gave.</summary>
    public ImmutableArray<BaselineEntry> UnusedEntries(ConfiguredOptions configured, ImmutableArray<Finding> all, BaselinePlace place) =>
        BaselineOf(configured)?.Reading.Baseline!.Unused(all, place, configured.Safety.Today).ToImmutableArray()
            ?? ImmutableArray<BaselineEntry>.Empty;

    /// <summary>Entries of migrations that this project does not have. Entries of other projects are those projects' affair.</summary>
    public IEnumerable<BaselineEntry> EntriesOfMissingMigrations(BaselineFile file, CancellationToken cancellationToken)
    {
        var known = new HashSet<BaselinePlace>(
            Index(cancellationToken).Chains.SelectMany(static chain => chain.Entries).Select(PlaceOf));
        return file.Reading.Baseline!.Entries.Where(entry => entry.Place.Project is { } project && project == ProjectName && !known.Contains(entry.Place));
    }

    /// <summary>
    /// A warning is an error where warnings fail the build. WarningsAsErrors cannot do it: it makes errors of suggestions
    /// too, those that are lowered warnings among them.
    /// </summary>
    public Severity Graded(Severity severity) => severity == Severity.Warning && warningsFail ? Severity.Error : severity;

    /// <summary>The name by which a baseline tells projects apart.</summary>
    public string? ProjectName => compilation.AssemblyName;

    /// <summary>A migration's place in a baseline.</summary>
    public BaselinePlace PlaceOf(MigrationEntry entry) => new(ProjectName, entry.Id);

    /// <summary>A .sql file's place in the baseline in force for it: no project's, since its path says all.</summary>
    public BaselinePlace PlaceOf(SqlFile file) => new(null, BaselineOf(OptionsOf(file))?.PathOf(file) ?? file.Path);

    private ConfiguredOptions OptionsOf(AnalyzerConfigOptions file)
    {
        var own = suggestions?.AreFilesAlike == true ? "" : ConfiguredOptions.OwnSettings(file);
        return configurations.TryGetValue(own, out var configured) ? configured : configurations.GetOrAdd(own, _ => Read(file));
    }

    private ConfiguredOptions Read(AnalyzerConfigOptions file)
    {
        var configured = ConfiguredOptions.Of(file, options.AnalyzerConfigOptionsProvider, Statistics);
        return baselines.ErrorOf(configured.Safety) is { } error ? configured.With(error) : configured;
    }

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

    /// <summary>The statistics file at a path, where a migration or a judged file is judged by it.</summary>
    public StatisticsFile? StatisticsAt(string path, CancellationToken cancellationToken) =>
        Index(cancellationToken).Chains.SelectMany(static chain => chain.Entries).Select(entry => OptionsOf(entry.Migration.SyntaxTree))
            .Concat(Files.Judged.Select(OptionsOf))
            .Select(static configured => configured.StatisticsFile)
            .FirstOrDefault(file => file?.Path == path);

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

    public required NewRelations NewRelations { get; init; }

    public required SafetyOptions Options { get; init; }

    /// <summary>What is reported: without suggestions that nobody sees.</summary>
    public required ImmutableArray<Finding> Findings { get; init; }

    /// <summary>What somebody accepted, in the SQL or by the baseline.</summary>
    public required ImmutableArray<Finding> Accepted { get; init; }

    /// <summary>Entries of the baseline that name this migration and silence nothing (MIG9004).</summary>
    public required ImmutableArray<BaselineEntry> UnusedEntries { get; init; }

    public required BaselineFile? Baseline { get; init; }

    public required SqlFileSet Files { get; init; }
}
