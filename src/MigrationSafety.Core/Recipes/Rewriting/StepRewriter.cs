using System.Collections.Generic;
using System.Linq;
using MigrationSafety.Core.Changes;
using MigrationSafety.Core.Rules;
using MigrationSafety.Core.Sql;
using MigrationSafety.Core.State;

namespace MigrationSafety.Core.Recipes.Rewriting;

/// <summary>Puts recipes in the place of what they mend, step by step.</summary>
internal sealed class StepRewriter
{
    private readonly ChangeStep step;
    private readonly IReadOnlyList<Finding> findings;
    private readonly IReadOnlyDictionary<SchemaChange, SchemaState> before;
    private readonly PostgresVersion version;
    private readonly List<string> titles = [];

    private StepRewriter(
        ChangeStep step, IReadOnlyList<Finding> findings, IReadOnlyDictionary<SchemaChange, SchemaState> before, PostgresVersion version)
    {
        this.step = step;
        this.findings = findings;
        this.before = before;
        this.version = version;
    }

    /// <summary>The step's new calls and the recipes' titles; null where a finding has no recipe here.</summary>
    public static (RewrittenStep Step, IReadOnlyList<string> Titles)? TryRewrite(
        ChangeStep step, IReadOnlyList<Finding> findings, IReadOnlyDictionary<SchemaChange, SchemaState> before, PostgresVersion version)
    {
        var rewriter = new StepRewriter(step, findings, before, version);
        var parts = step.Operation is not null ? rewriter.RewriteOperation()
            : step.Sql is not null ? rewriter.RewriteSql(step.Sql)
            : null;
        return parts is null ? null : (new RewrittenStep(step.Index, parts), rewriter.titles);
    }

    private IReadOnlyList<StepPart>? RewriteOperation()
    {
        if (findings.Count != 1
            || findings[0].Change is not { } change
            || RecipeBook.For(findings[0].Rule.Id, Request(change, null)) is not { } recipe)
        {
            return null;
        }

        titles.Add(recipe.Title);
        return recipe.Steps.Select(static StepPart (RecipeStep s) => s switch
        {
            OperationStep operation => new OperationPart { Annotations = operation.Annotations },
            SqlStep sql => new SqlPart
            {
                Sql = string.Join("\n", sql.Statements.Select(static t => t + ";")),
                SuppressTransaction = sql.SuppressTransaction,
            },
            _ => throw new System.InvalidOperationException(s.GetType().Name),
        }).ToArray();
    }

    private IReadOnlyList<StepPart>? RewriteSql(string sql)
    {
        var statements = SqlReader.Read(sql).Statements;
        var open = findings.ToList();
        var failed = false;
        var parts = SqlTextRewriter.Rewrite(sql, statements, span =>
        {
            var here = open.Where(f => f.Change is { Origin: { InDoBlock: false, Span: { } place } } && place.Start >= span.Start && place.End <= span.End).ToArray();
            open.RemoveAll(here.Contains);
            if (here.Length == 0)
            {
                return null;
            }

            var steps = RewriteStatement(new SqlStatementText(sql.Substring(span.Start, span.Length)), here);
            failed |= steps is null;
            return steps;
        });
        return failed || open.Count > 0 ? null : parts;
    }

    private IReadOnlyList<SqlStep>? RewriteStatement(SqlStatementText statement, IReadOnlyList<Finding> here)
    {
        // A rule speaks once of a statement, whatever number of its parts it means.
        var parts = step.Changes.Where(c => c.Origin.Statement == here[0].Change!.Origin.Statement).ToArray();
        var recipes = here
            .Select(static f => f.Rule.Id)
            .Distinct()
            .SelectMany(id => parts.Select(c => (Change: c, Recipe: RecipeBook.For(id, Request(c, statement)))))
            .Where(static r => r.Recipe is not null)
            .ToArray();
        var mended = recipes.Select(static r => r.Change).ToArray();
        if (here.Any(f => !mended.Contains(f.Change)) || Rest(statement, parts, mended) is not { } steps)
        {
            return null;
        }

        titles.AddRange(recipes.Select(static r => r.Recipe!.Title));
        return [.. steps, .. recipes.SelectMany(static r => r.Recipe!.Steps.OfType<SqlStep>())];
    }

    /// <summary>What else the statement does, which goes first; null where it cannot be taken apart.</summary>
    private static IReadOnlyList<SqlStep>? Rest(
        SqlStatementText statement, IReadOnlyList<SchemaChange> parts, IReadOnlyList<SchemaChange> mended)
    {
        if (AlterTableText.TryRead(statement) is not { } alterTable)
        {
            return parts.Count == mended.Count ? [] : null;
        }

        var taken = mended.Select(alterTable.Find).ToArray();
        var rest = alterTable.Commands.Where(c => !taken.Contains(c)).ToArray();

        // PostgreSQL, too, adds constraints after everything else in the statement.
        return rest.Any(alterTable.IsAboutConstraint) ? null
            : rest.Length == 0 ? []
            : [new SqlStep { Statements = [alterTable.With(rest)], Prose = "What else the statement does." }];
    }

    private RecipeRequest Request(SchemaChange change, SqlStatementText? statement) => new()
    {
        Change = change,
        Statement = statement,
        Operation = step.Operation,
        Before = before[change],
        Version = version,
    };
}
