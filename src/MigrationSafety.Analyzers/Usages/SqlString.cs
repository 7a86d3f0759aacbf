using System.Collections.Generic;
using System.Collections.Immutable;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using MigrationSafety.Analyzers.Text;
using MigrationSafety.Core.Sql.Uses;

namespace MigrationSafety.Analyzers.Usages;

/// <summary>The text of a string expression; what is not written in it (holes, variables) stands as a parameter.</summary>
internal static class SqlString
{
    /// <summary>Null for a text that cannot be a query.</summary>
    public static (string Sql, TextMap Map)? Read(ExpressionSyntax expression)
    {
        var text = new StringBuilder();
        var parts = ImmutableArray.CreateBuilder<ComposedMap.Part>();
        foreach (var piece in Pieces(expression))
        {
            parts.Add(new ComposedMap.Part(text.Length, piece.Text.Length, piece.Map, piece.Place));
            text.Append(piece.Text);
        }

        var sql = text.ToString();
        return ApplicationSql.LooksLikeQuery(sql) ? (sql, new ComposedMap(Place.Of(expression), parts.ToImmutable())) : null;
    }

    private static IEnumerable<(string Text, TextMap Map, Place Place)> Pieces(ExpressionSyntax expression)
    {
        // A sum of thousands of strings is nested as deeply: no recursion on the left.
        var waiting = new Stack<ExpressionSyntax>();
        waiting.Push(expression);
        while (waiting.Count > 0)
        {
            var next = waiting.Pop();
            switch (next)
            {
                case ParenthesizedExpressionSyntax parenthesized:
                    waiting.Push(parenthesized.Expression);
                    break;
                case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression } sum:
                    waiting.Push(sum.Right);
                    waiting.Push(sum.Left);
                    break;
                case LiteralExpressionSyntax literal when literal.IsKind(SyntaxKind.StringLiteralExpression):
                    yield return (literal.Token.ValueText, LiteralText.Map(literal.Token), Place.Of(literal));
                    break;
                case InterpolatedStringExpressionSyntax interpolated:
                    foreach (var content in interpolated.Contents)
                    {
                        if (content is InterpolatedStringTextSyntax written)
                        {
                            var (value, map) = LiteralText.ReadInterpolated(
                                written.TextToken, interpolated.StringStartToken, interpolated.StringEndToken);
                            yield return (value, map, Place.Of(written));
                        }
                        else
                        {
                            yield return (ApplicationSql.Parameter, new WholeMap(Place.Of(content)), Place.Of(content));
                        }
                    }

                    break;
                default:
                    yield return (ApplicationSql.Parameter, new WholeMap(Place.Of(next)), Place.Of(next));
                    break;
            }
        }
    }
}
