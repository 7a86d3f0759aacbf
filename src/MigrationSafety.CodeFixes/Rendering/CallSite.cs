using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using MigrationSafety.Analyzers.Reading;

namespace MigrationSafety.CodeFixes.Rendering;

/// <summary>
/// A builder call that can be replaced by others: a statement of its own in Up's blocks, run once. A call in a helper, a loop
/// or an expression is somebody's design, and stays.
/// </summary>
internal sealed class CallSite
{
    private CallSite(ExpressionStatementSyntax statement, InvocationExpressionSyntax call, IdentifierNameSyntax builder, SourceText text)
    {
        Statement = statement;
        Call = call;
        Builder = builder.Identifier.Text;
        var line = text.Lines.GetLineFromPosition(statement.SpanStart).ToString();
        Indent = line.Substring(0, line.Length - line.TrimStart().Length);
        IndentUnit = Indent.Contains('\t') ? "\t" : "    ";
        NewLine = NewLineOf(text);
    }

    public ExpressionStatementSyntax Statement { get; }

    /// <summary>The builder call, without the annotations behind it.</summary>
    public InvocationExpressionSyntax Call { get; }

    /// <summary>The MigrationBuilder's name.</summary>
    public string Builder { get; }

    public string Indent { get; }

    public string IndentUnit { get; }

    public string NewLine { get; }

    /// <summary>The call as written, with its annotations, without the semicolon.</summary>
    public ExpressionSyntax Chain => Statement.Expression;

    public bool KnowsRawLiterals => ((CSharpParseOptions)Statement.SyntaxTree.Options).LanguageVersion >= LanguageVersion.CSharp11;

    public static CallSite? Find(MigrationStep step, SourceText text)
    {
        if (step.Invocation is not { Expression: MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax builder } } call
            || step.CallSite != step.Call)
        {
            return null;
        }

        ExpressionSyntax chain = call;
        while (chain.Parent is MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax next } access && access.Expression == chain)
        {
            chain = next;
        }

        return chain.Parent is ExpressionStatementSyntax { Parent: BlockSyntax or SwitchSectionSyntax } statement && RunsOnce(statement)
            ? new CallSite(statement, call, builder, text)
            : null;
    }

    private static bool RunsOnce(StatementSyntax statement)
    {
        foreach (var ancestor in statement.Ancestors())
        {
            switch (ancestor)
            {
                case MethodDeclarationSyntax { Identifier.ValueText: "Up" }:
                    return true;
                case BlockSyntax or IfStatementSyntax or ElseClauseSyntax or SwitchStatementSyntax or SwitchSectionSyntax or UsingStatementSyntax:
                    continue;
                default:
                    return false;
            }
        }

        return false;
    }

    private static string NewLineOf(SourceText text)
    {
        var first = text.Lines[0];
        return first.EndIncludingLineBreak > first.End ? text.ToString(TextSpan.FromBounds(first.End, first.EndIncludingLineBreak)) : "\n";
    }
}
