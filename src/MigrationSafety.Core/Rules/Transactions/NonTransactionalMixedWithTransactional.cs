using System.Collections.Immutable;
using System.Linq;
using MigrationSafety.Core.Changes;
using MigrationSafety.Core.Recipes;

namespace MigrationSafety.Core.Rules;

/// <summary>
/// suppressTransaction beside transactional operations. What ran before a failing step stays, the history row is not
/// written, and the next attempt meets its own leftovers. Quiet where every step may run twice.
/// </summary>
internal sealed class NonTransactionalMixedWithTransactional : Rule
{
    public override RuleDescriptor Descriptor { get; } = new()
    {
        Id = "MIG4005",
        Name = nameof(NonTransactionalMixedWithTransactional),
        Title = "A migration that runs partly outside its transaction may stay half applied",
        MessageFormat = "{0} runs outside the migration's transaction: when a step fails, those before it stay, the migration is not recorded "
            + "as applied, and the next attempt fails on {1}. Instead: {2}.",
        Description = "EF Core commits before a step with suppressTransaction and begins again after it. A failure leaves the migration half "
            + "applied and not recorded. Give such a step a migration of its own, or write all steps so that they may run twice.",
        DefaultSeverity = Severity.Warning,
        Fix = FixKind.Split,
    };

    public override void CheckChangeSet(ChangeSetContext context)
    {
        var set = context.ChangeSet;
        if (set.IsSqlFile || !set.RunnerOpensTransaction || !set.Steps.Any(static s => s.RunsOutsideTransaction))
        {
            return;
        }

        // The session's parameters are not part of the schema: they neither stay nor fail.
        var changes = context.Changes.Where(static c => c.Change is not (SetParameter or TransactionControl)).ToList();
        var outside = changes.FirstOrDefault(static c => c.Step.RunsOutsideTransaction);
        if (outside is null || changes.TrueForAll(static c => c.Step.RunsOutsideTransaction)
            || RerunSafety.FindProblem(UpToLastStepOutside(set)) is not { Change: { } problem })
        {
            return;
        }

        // A last step that cannot run twice would be no better off in a migration of its own.
        var isLast = changes[changes.Count - 1].Change.Origin.Step == problem.Origin.Step;
        if (!isLast || !set.Steps[problem.Origin.Step].RunsOutsideTransaction)
        {
            Report(outside, problem);
        }
    }

    // The transaction after the last step outside is rolled back when it fails: it never has to run twice. Statements in a
    // DO block are there to be guarded by IF, and what cannot be read cannot be blamed.
    private static ChangeSet UpToLastStepOutside(ChangeSet set) => set with
    {
        Steps = set.Steps.Take(1 + set.Steps.Last(static s => s.RunsOutsideTransaction).Index).Select(static s => s with
        {
            Changes = s.Changes.RemoveAll(static c => c is TransactionControl || c.Origin.InDoBlock),
            Sql = s.Sql ?? "",
            SyntaxError = null,
            Unknown = ImmutableArray<SqlProblem>.Empty,
        }).ToImmutableArray(),
    };

    private void Report(ChangeContext outside, SchemaChange problem)
    {
        var statement = ChangeWording.Statement(outside.Change);
        if (ReferenceEquals(outside.Change, problem))
        {
            outside.Report(Descriptor, statement, "it", "make it a migration of its own, or put a DROP ... IF EXISTS before it");
        }
        else
        {
            outside.Report(
                Descriptor,
                statement,
                ChangeWording.Statement(problem),
                "make it a migration of its own, or guard the others with IF [NOT] EXISTS");
        }
    }
}
