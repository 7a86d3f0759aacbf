using System.Collections.Immutable;
using MigrationSafety.Core.Changes;

namespace MigrationSafety.Core.Rules;

/// <summary>Findings about a step's text instead of a change in it.</summary>
internal static class AnalysisFinding
{
    public static Finding At(ChangeStep step, RuleDescriptor rule, SqlProblem problem) => new()
    {
        Rule = rule,
        Severity = rule.DefaultSeverity,
        Step = step.Index,
        Span = problem.Span,
        Arguments = ImmutableArray.Create(problem.Message.TrimEnd('.')),
    };
}
