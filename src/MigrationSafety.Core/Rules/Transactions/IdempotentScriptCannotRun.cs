using System.Collections.Immutable;
using System.Linq;
using MigrationSafety.Core.Changes;

namespace MigrationSafety.Core.Rules;

/// <summary>What an idempotent script cannot run, where the team says that it deploys by one.</summary>
internal sealed class IdempotentScriptCannotRun : Rule
{
    public override RuleDescriptor Descriptor { get; } = new()
    {
        Id = "MIG4010",
        Name = nameof(IdempotentScriptCannotRun),
        Title = "An idempotent script cannot run this",
        MessageFormat = "{0} fails in a script of dotnet ef migrations script --idempotent, which puts it into a DO block: {1}. Instead: {2}.",
        Description = "An idempotent script wraps every command of a migration in a DO block with an IF. CONCURRENTLY, VACUUM and their like "
            + "cannot run in one, and a text that is no whole PL/pgSQL statement breaks the script.",
        DefaultSeverity = Severity.Warning,
    };

    public override void CheckChangeSet(ChangeSetContext context)
    {
        if (!context.Options.IdempotentScripts || context.ChangeSet.IsSqlFile)
        {
            return;
        }

        foreach (var change in context.Changes)
        {
            // In a transaction it fails anyway, which MIG4001 says.
            if (!change.Effects.AllowedInTransaction && change.Transaction is null)
            {
                change.Report(
                    Descriptor,
                    ChangeWording.Statement(change.Change),
                    "error 25001, it cannot be executed from a function",
                    "run it by a script of your own before, and give this migration a statement that finds it done (IF NOT EXISTS, without CONCURRENTLY)");
            }
        }

        foreach (var step in context.ChangeSet.Steps)
        {
            if (step.ScriptProblems.FirstOrDefault() is { } problem)
            {
                context.Report(new Finding
                {
                    Rule = Descriptor,
                    Severity = Descriptor.DefaultSeverity,
                    Step = step.Index,
                    Span = problem.Span,
                    Arguments = ImmutableArray.Create("This SQL", problem.Message, "write it as PL/pgSQL: PERFORM, a DO block of your own, a semicolon at the end"),
                });
            }
        }
    }
}
