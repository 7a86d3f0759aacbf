using System;
using System.Collections.Immutable;

namespace MigrationSafety.Core.Rules;

/// <summary>The unchanging data of a rule; the analyzer's descriptor and the page's table are made from it.</summary>
internal sealed record RuleDescriptor
{
    private static readonly ImmutableArray<string> LongWork = ImmutableArray.Create("MIG4003");

    private readonly ImmutableArray<string> absorbs;

    public required string Id { get; init; }

    /// <summary>The rule's name, e.g. CreateIndexBlocksWrites.</summary>
    public required string Name { get; init; }

    public required string Title { get; init; }

    /// <summary>Composite format; the finding carries the arguments.</summary>
    public required string MessageFormat { get; init; }

    /// <summary>One or two sentences for the rule list of IDEs and SARIF.</summary>
    public required string Description { get; init; }

    public required Severity DefaultSeverity { get; init; }

    /// <summary>True for a suggestion that is a warning where more is known.</summary>
    public bool MayWarn { get; init; }

    /// <summary>True where nothing that the rule ever says is more than a suggestion.</summary>
    public bool OnlySuggests => DefaultSeverity == Severity.Info && !MayWarn;

    public FixKind Fix { get; init; }

    /// <summary>
    /// The types of change that the rule is about: it is asked about these alone, and about sets that have one. Empty: it is
    /// always asked.
    /// </summary>
    public Type[] Concerns { get; init; } = [];

    /// <summary>
    /// True where what the rule wants is a contract step at its time: it is not asked about a change that a gate holds back
    /// until somebody releases it (<see cref="ContractGates"/>).
    /// </summary>
    public bool IsAboutContract { get; init; }

    /// <summary>
    /// A suggestion about what no migration of its kind can do without (a brief lock): also the preset Strict leaves it one.
    /// </summary>
    public bool IsUnavoidable { get; init; }

    /// <summary>
    /// True where what goes wrong is the time that grows with the table: messages tell its size and an estimated time, and
    /// a small table makes the finding a suggestion. A lock that waits in a queue, lost data or a broken application are
    /// no matter of size.
    /// </summary>
    public bool IsAboutSize { get; init; }

    /// <summary>Ids of findings on the same operation that this one makes superfluous.</summary>
    public ImmutableArray<string> Absorbs
    {
        get => absorbs.IsDefault ? DefaultAbsorbs : absorbs;
        init => absorbs = value;
    }

    // Each locking rule already says that the statement takes long.
    private ImmutableArray<string> DefaultAbsorbs =>
        Id.StartsWith("MIG1", StringComparison.Ordinal) ? LongWork : ImmutableArray<string>.Empty;

    /// <summary>Ids of findings on the same operation that become suggestions beside this one: the lesser half of the same news.</summary>
    public ImmutableArray<string> Lowers { get; init; } = ImmutableArray<string>.Empty;

    public string Category => Id.Substring(0, 4) switch
    {
        "MIG1" => "MigrationSafety.Locking",
        "MIG2" => "MigrationSafety.Compatibility",
        "MIG3" => "MigrationSafety.Data",
        "MIG4" => "MigrationSafety.Transactions",
        "MIG5" => "MigrationSafety.Backfills",
        "MIG6" => "MigrationSafety.LifeCycle",
        _ => "MigrationSafety.Analysis",
    };

    public string HelpLink => "https://github.com/migrationsafety/migrationsafety/blob/main/docs/rules/" + Id + ".md";
}
