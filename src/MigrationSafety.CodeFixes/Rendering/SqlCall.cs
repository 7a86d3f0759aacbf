using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using MigrationSafety.Core.Recipes.Rewriting;

namespace MigrationSafety.CodeFixes.Rendering;

/// <summary>How the Sql() calls are written that take the place of one call.</summary>
internal sealed class SqlCall
{
    private const string Suppressed = "suppressTransaction: true";

    private readonly CallSite site;
    private readonly string open;
    private readonly SqlLiteralStyle? style;
    private readonly string? suppression;
    private readonly string close;

    private SqlCall(CallSite site, string open, SqlLiteralStyle? style, string? suppression, string close)
    {
        this.site = site;
        this.open = open;
        this.style = style;
        this.suppression = suppression;
        this.close = close;
    }

    /// <summary>Calls beside an operation that is no Sql() call.</summary>
    public static SqlCall Beside(CallSite site) => new(site, "", null, null, "");

    /// <summary>
    /// Calls like this one: the same kind of literal and line breaks. Null where the text is more than one literal or the call
    /// holds comments, which nobody could put in the right place.
    /// </summary>
    public static SqlCall? Find(CallSite site, string sql)
    {
        var arguments = site.Call.ArgumentList;
        var text = arguments.Arguments.FirstOrDefault(static a => a.NameColon is { Name.Identifier.ValueText: "sql" })
            ?? arguments.Arguments.FirstOrDefault(static a => a.NameColon is null);
        var suppress = arguments.Arguments.FirstOrDefault(a => a != text);
        if (site.Chain != site.Call
            || text?.Expression is not LiteralExpressionSyntax { RawKind: (int)SyntaxKind.StringLiteralExpression } literal
            || literal.Token.ValueText != sql
            || (suppress is not null && suppress.SpanStart < text.SpanStart)
            || suppress?.Expression.Kind() is not (null or SyntaxKind.TrueLiteralExpression or SyntaxKind.FalseLiteralExpression)
            || arguments.DescendantTrivia().Any(static t => !t.IsKind(SyntaxKind.WhitespaceTrivia) && !t.IsKind(SyntaxKind.EndOfLineTrivia)))
        {
            return null;
        }

        var source = site.Call.SyntaxTree.GetText();
        var last = suppress ?? text;
        return new SqlCall(
            site,
            source.ToString(TextSpan.FromBounds(arguments.OpenParenToken.Span.End, literal.SpanStart)),
            SqlLiteralStyle.Of(literal.Token, site.NewLine, site.Indent, site.Indent + site.IndentUnit),
            suppress?.Expression.IsKind(SyntaxKind.TrueLiteralExpression) == true ? suppress.ToString() : null,
            source.ToString(TextSpan.FromBounds(last.Span.End, arguments.CloseParenToken.SpanStart)));
    }

    public string Render(SqlPart part)
    {
        var suffix = part.SuppressTransaction || suppression is not null ? ", " + (suppression ?? Suppressed) : "";
        if (style is not null)
        {
            return $"{site.Builder}.Sql({open}{style.Render(part.Sql, part.Indent)}{suffix}{close})";
        }

        var beside = StyleBeside(part.Sql.Contains('\n'));
        var lineBreak = beside.Kind == LiteralKind.RawMultiLine ? site.NewLine + Inner : "";
        return $"{site.Builder}.Sql({lineBreak}{beside.Render(part.Sql, "")}{suffix})";
    }

    private string Inner => site.Indent + site.IndentUnit;

    private SqlLiteralStyle StyleBeside(bool isLong) => new()
    {
        Kind = !isLong ? LiteralKind.Regular : site.KnowsRawLiterals ? LiteralKind.RawMultiLine : LiteralKind.Verbatim,
        NewLine = site.NewLine,
        Indent = Inner,
        StartsBelow = true,
        Tail = site.NewLine + site.Indent,
    };
}
