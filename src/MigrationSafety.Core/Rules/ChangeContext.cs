using System;
using System.Collections.Immutable;
using MigrationSafety.Core.Changes;
using MigrationSafety.Core.Locks;
using MigrationSafety.Core.Options;
using MigrationSafety.Core.State;

namespace MigrationSafety.Core.Rules;

/// <summary>One change with all that a rule may ask about it.</summary>
internal sealed class ChangeContext
{
    public required SchemaChange Change { get; init; }

    public required ChangeSet ChangeSet { get; init; }

    public ChangeStep Step => ChangeSet.Steps[Change.Origin.Step];

    public required SafetyOptions Options { get; init; }

    /// <summary>The schema right before this change (earlier changes of the same set applied).</summary>
    public required SchemaState Before { get; init; }

    public required ChangeEffects Effects { get; init; }

    /// <summary>
    /// Number of the transaction this change runs in; changes with the same number share one. Null: it runs outside
    /// any transaction block.
    /// </summary>
    public required int? Transaction { get; init; }

    /// <summary>True where every table the change locks was created in this set or after deployed_through.</summary>
    public required bool IsOnNewTable { get; init; }

    /// <summary>Tells whether a table (or its partition parent) is new: created here or after deployed_through.</summary>
    public required Func<QualifiedName, bool> IsNewTable { get; init; }

    internal Action<Finding>? Reporter { get; set; }

    /// <summary>Reports a finding on this change with the rule's own severity.</summary>
    public void Report(RuleDescriptor rule, params string[] arguments) => Report(rule, rule.DefaultSeverity, arguments);

    /// <summary>Reports a finding on this change.</summary>
    public void Report(RuleDescriptor rule, Severity severity, params string[] arguments) =>
        Reporter?.Invoke(new Finding
        {
            Rule = rule,
            Severity = severity,
            Step = Change.Origin.Step,
            Span = Change.Origin.Span,
            Change = Change,
            Arguments = ImmutableArray.Create(arguments),
        });
}
