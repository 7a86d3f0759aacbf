using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using MigrationSafety.Analyzers.Judging;
using MigrationSafety.Analyzers.Reporting;
using MigrationSafety.CodeFixes.Rendering;
using MigrationSafety.Core.Recipes;
using MigrationSafety.Core.Recipes.Rewriting;
using MigrationSafety.Core.Rules;

namespace MigrationSafety.CodeFixes;

/// <summary>A migration class in a document, with what the rules say of it and what can be rewritten.</summary>
internal sealed class JudgedMigration
{
    private readonly MigrationJudgement judgement;
    private readonly MigrationUnderReview review;
    private readonly SourceText text;

    // Of all rules, those that are switched off too: a rewrite must not bring what it was not asked about.
    private readonly ImmutableArray<Finding> findings;
    private readonly IReadOnlyList<Finding> fixable;

    public JudgedMigration(MigrationJudgement judgement, SourceText text, Suppressions suppressions)
    {
        this.judgement = judgement;
        this.text = text;
        review = new MigrationUnderReview
        {
            ChangeSet = judgement.ChangeSet,
            Before = judgement.Before,
            Options = judgement.Options,
            NewRelations = judgement.NewRelations,
        };
        findings = review.Judge();
        fixable = InPlaceRewriter.Fixable(review, findings)
            .Where(IsReported)
            .Where(f => StepRenderer.CanRender(judgement.Reading.Steps[f.Step], text))
            .Where(f => !suppressions.Cover(f.Rule.Id, PlaceOf(f)))
            .ToArray();
    }

    public ClassDeclarationSyntax Class => judgement.Reading.Migration;

    /// <summary>What can be done about the finding at a place; the safest first.</summary>
    public IReadOnlyList<MigrationRewrite> Offers(string ruleId, TextSpan place)
    {
        var target = fixable.FirstOrDefault(f => f.Rule.Id == ruleId && PlaceOf(f) == place);
        return target is null ? [] : InPlaceRewriter.Offers(review, findings, target, fixable);
    }

    /// <summary>All findings of some rules, else all that has a recipe.</summary>
    public MigrationRewrite? RewriteRules(ICollection<string> ruleIds) =>
        InPlaceRewriter.ForRules(review, findings, ruleIds, fixable);

    /// <summary>All that has a recipe.</summary>
    public MigrationRewrite? RewriteAll() => RewriteRules(RecipeBook.InPlaceIds);

    /// <summary>The edits of a rewrite; null where one cannot be written in this source.</summary>
    public IReadOnlyList<TextChange>? Render(MigrationRewrite rewrite)
    {
        var changes = rewrite.Steps.Select(s => StepRenderer.TryRender(judgement.Reading.Steps[s.Step], s.Parts, text)).ToArray();
        return changes.Any(static c => c is null) ? null : changes.Select(static c => c!.Value).ToArray();
    }

    private bool IsReported(Finding finding) =>
        judgement.Findings.Any(f => f.Rule.Id == finding.Rule.Id && f.Step == finding.Step && f.Span == finding.Span);

    private TextSpan PlaceOf(Finding finding) => FindingPlaces.Of(judgement, finding).Main.SourceSpan;
}
