using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using MigrationSafety.Core.Changes;
using MigrationSafety.Core.Locks;
using MigrationSafety.Core.Models;
using MigrationSafety.Core.Options;
using MigrationSafety.Core.State;
using MigrationSafety.Core.Usages;
using MigrationSafety.Core.Statistics;

namespace MigrationSafety.Core.Rules;

/// <summary>One change with all that a rule may ask about it.</summary>
internal sealed class ChangeContext
{
    private string? effectText;

    public required SchemaChange Change { get; init; }

    public required ChangeSet ChangeSet { get; init; }

    public ChangeStep Step => ChangeSet.Steps[Change.Origin.Step];

    public required SafetyOptions Options { get; init; }

    public PostgresVersion Version => Options.PostgresVersion;

    /// <summary>The schema right before this change (earlier changes of the same set applied).</summary>
    public required SchemaState Before { get; init; }

    /// <summary>
    /// What the change does to relations that hold data: those created in this set or after deployed_through, EF Core's
    /// history table and the system catalogs are left out, so that no rule has to.
    /// </summary>
    public required ChangeEffects Effects { get; init; }

    /// <summary>
    /// Number of the transaction this change runs in; changes with the same number share one. Null: it runs outside
    /// any transaction block.
    /// </summary>
    public required int? Transaction { get; init; }

    /// <summary>True where every table the change locks was created in this set or after deployed_through.</summary>
    public required bool IsOnNewTable { get; init; }

    /// <summary>
    /// True where the table that the change is about is new, whatever else it locks: neither a row nor the running
    /// application can suffer.
    /// </summary>
    public required bool IsAboutNewTable { get; init; }

    /// <summary>Tells whether a table is new: created in this set or after deployed_through, a temporary or a system table.</summary>
    public required Func<QualifiedName, bool> IsNewTable { get; init; }

    /// <summary>
    /// Tells whether a column is new: added in this set or after deployed_through, or one of a new table. The running
    /// application does not name it, but an older table's rows have it.
    /// </summary>
    public required Func<QualifiedName, string, bool> IsNewColumn { get; init; }

    /// <summary>The changes of the set that are written before this one.</summary>
    public IEnumerable<SchemaChange> Earlier => All.TakeWhile(c => !ReferenceEquals(c, Change));

    /// <summary>The changes of the set that are written after this one.</summary>
    public IEnumerable<SchemaChange> Later => All.SkipWhile(c => !ReferenceEquals(c, Change)).Skip(1);

    /// <summary>A lock_timeout was set by the migration itself and still holds.</summary>
    public bool HasLockTimeout { get; init; }

    /// <summary>The statistics file by the names of this moment.</summary>
    public required TableSizes Sizes { get; init; }

    /// <summary>EF Core's models around the change set; each is read only as far as it is asked.</summary>
    public ApplicationView Application { get; init; } = ApplicationView.None;

    /// <summary>The model of the migration before; null for the first one and where there is no Designer.</summary>
    public EntityModel? ModelBefore => Application.Before;

    /// <summary>The migration's own model; null where there is no Designer.</summary>
    public EntityModel? ModelAfter => Application.After;

    /// <summary>The model of the version that runs while the migration is applied; null where it is not known.</summary>
    public EntityModel? RunningModel => Application.Running;

    /// <summary>EF Core writes the SQL; otherwise somebody wrote it.</summary>
    public bool IsEfOperation => Step.Operation is not null;

    /// <summary>The change's effects in words, for messages.</summary>
    public string EffectText => effectText ??= EffectWording.Describe(Effects);

    public bool Rewrites => Effects.Relations.Any(static r => r.Rewrites);

    public bool Scans => Effects.Relations.Any(static r => r.Scans);

    public bool BuildsIndex => Effects.Relations.Any(static r => r.BuildsIndex);

    /// <summary>True where the effects on this table grow with it (a foreign key has another table as well).</summary>
    public bool GrowsOn(QualifiedName table) => Effects.Relations.Any(r => r.Relation == table && r.GrowsWithTable);

    public bool IsPartitioned(QualifiedName table) => Before.FindTable(table)?.Kind == RelationKind.PartitionedTable;

    /// <summary>What the statistics file says of a table; null where there is none, or it does not name the table.</summary>
    public TableStatistics? SizeOf(QualifiedName table) => Sizes.Of(table, Before);

    /// <summary>How long the change works; null where the statistics do not tell.</summary>
    public DurationEstimate? Estimate => Sizes.Statistics is { } statistics
        ? CostEstimator.Estimate([(Change, Effects)], Before, SizeOf, statistics.Speed)
        : null;

    private IEnumerable<SchemaChange> All => ChangeSet.Steps.SelectMany(static s => s.Changes);

    internal Action<Finding>? Reporter { get; set; }

    /// <summary>Reports a finding on this change with the rule's own severity.</summary>
    public void Report(RuleDescriptor rule, params string[] arguments) => Report(rule, rule.DefaultSeverity, arguments);

    /// <summary>Reports a finding on this change.</summary>
    public void Report(RuleDescriptor rule, Severity severity, params string[] arguments) =>
        Report(rule, severity, ImmutableArray<UsagePlace>.Empty, arguments);

    /// <summary>Reports a finding on this change that is also about places in code.</summary>
    public void Report(RuleDescriptor rule, Severity severity, ImmutableArray<UsagePlace> places, params string[] arguments) =>
        Reporter?.Invoke(ChangeSizes.Apply(new Finding
        {
            Rule = rule,
            Severity = severity,
            Step = Change.Origin.Step,
            Span = Change.Origin.Span,
            Change = Change,
            Arguments = ImmutableArray.Create(arguments),
            Places = places,
        }, this));
}
