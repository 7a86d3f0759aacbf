using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace MigrationSafety.CodeFixes.Rendering;

/// <summary>An operation with annotations set: as EF Core writes them, one to a line, or behind a call on one line.</summary>
internal static class AnnotatedOperation
{
    public static string Render(CallSite site, IReadOnlyDictionary<string, object?> annotations)
    {
        var source = SourceText.From(site.Chain.ToString());
        var changes = new List<TextChange>();
        var added = "";
        foreach (var annotation in annotations)
        {
            var value = SymbolDisplay.FormatPrimitive(annotation.Value!, quoteStrings: true, useHexadecimalNumbers: false);
            if (FindValue(site, annotation.Key) is { } old)
            {
                changes.Add(new TextChange(new TextSpan(old.SpanStart - site.Chain.SpanStart, old.Span.Length), value));
            }
            else
            {
                var name = SymbolDisplay.FormatLiteral(annotation.Key, quote: true);
                added += LineBreak(site, source) + $".Annotation({name}, {value})";
            }
        }

        return source.WithChanges(changes) + added;
    }

    private static string LineBreak(CallSite site, SourceText source) =>
        source.Lines.Count > 1 ? site.NewLine + site.Indent + site.IndentUnit : "";

    private static ExpressionSyntax? FindValue(CallSite site, string name) =>
        site.Chain.DescendantNodesAndSelf()
            .OfType<InvocationExpressionSyntax>()
            .Where(static i => i.Expression is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Annotation" })
            .Where(i => i.ArgumentList.Arguments.Count == 2
                && i.ArgumentList.Arguments[0].Expression is LiteralExpressionSyntax literal && literal.Token.ValueText == name)
            .Select(static i => i.ArgumentList.Arguments[1].Expression)
            .FirstOrDefault();
}
