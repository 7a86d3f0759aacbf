using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using MigrationSafety.Analyzers.Reading;
using MigrationSafety.Core.Recipes.Rewriting;

namespace MigrationSafety.CodeFixes.Rendering;

/// <summary>Writes a rewritten step as C#, in the style of the call that it replaces.</summary>
internal static class StepRenderer
{
    /// <summary>True where the step stands in the source in a form that can be replaced.</summary>
    public static bool CanRender(MigrationStep step, SourceText text) =>
        CallSite.Find(step, text) is { } site && (step.Step.Sql is null || SqlCall.Find(site, step.Step.Sql) is not null);

    public static TextChange? TryRender(MigrationStep step, IReadOnlyList<StepPart> parts, SourceText text)
    {
        if (CallSite.Find(step, text) is not { } site)
        {
            return null;
        }

        var call = step.Step.Sql is { } sql ? SqlCall.Find(site, sql) : SqlCall.Beside(site);
        var statements = call is null ? [] : parts.Select(p => Render(p, site, call) + ";").ToArray();
        return statements.Length == 0
            ? null
            : new TextChange(site.Statement.Span, string.Join(site.NewLine + site.Indent, statements));
    }

    private static string Render(StepPart part, CallSite site, SqlCall call) => part is OperationPart operation
        ? AnnotatedOperation.Render(site, operation.Annotations)
        : call.Render((SqlPart)part);
}
