using System;
using System.Collections.Immutable;
using MigrationSafety.Core.Changes;
using MigrationSafety.Core.Models;
using MigrationSafety.Core.Options;
using MigrationSafety.Core.State;

namespace MigrationSafety.Core.Rules;

/// <summary>A change set under judgement: every change with its before-state, effects and transaction.</summary>
internal sealed class ChangeSetContext
{
    private readonly Action<Finding> report;
    private readonly Func<SchemaState> after;
    private SchemaState? final;

    public ChangeSetContext(
        ChangeSet changeSet, SafetyOptions options, SchemaState before, ImmutableArray<ChangeContext> changes, Func<SchemaState> after, Action<Finding> report)
    {
        ChangeSet = changeSet;
        Options = options;
        Before = before;
        Changes = changes;
        this.after = after;
        this.report = report;
    }

    public ChangeSet ChangeSet { get; }

    public SafetyOptions Options { get; }

    /// <summary>The schema before the first change of the set.</summary>
    public SchemaState Before { get; }

    /// <summary>EF Core's models before and after the set; see <see cref="ApplicationView"/>.</summary>
    public ApplicationView Application { get; init; } = ApplicationView.None;

    /// <summary>All changes in order, those on new tables too (see <see cref="ChangeContext.IsOnNewTable"/>).</summary>
    public ImmutableArray<ChangeContext> Changes { get; }

    /// <summary>The schema after the last change of the set.</summary>
    public SchemaState After => after();

    /// <summary>The schema that the newest migration of the chain leaves: what no later migration cleans up is still there.</summary>
    public SchemaState Final => final ??= Application.SchemaAfterAll?.Invoke() ?? After;

    public void Report(Finding finding) => report(finding);
}
