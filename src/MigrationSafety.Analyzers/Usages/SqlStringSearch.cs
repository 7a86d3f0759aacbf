using System;
using System.Collections.Generic;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using MigrationSafety.Analyzers.Text;
using MigrationSafety.Core.Changes;
using MigrationSafety.Core.Sql.Uses;
using MigrationSafety.Core.Usages;

namespace MigrationSafety.Analyzers.Usages;

/// <summary>
/// Names in SQL strings, whoever they are handed to (EF Core, Dapper, Npgsql): a string counts where it parses as a query
/// that names the table, and the column as that table's.
/// </summary>
internal static class SqlStringSearch
{
    public static IEnumerable<CodePlace> Find(Compilation compilation, UsageQuestion question, CancellationToken cancellationToken)
    {
        var word = question.Column ?? question.Table.Name;
        foreach (var tree in ApplicationTrees.Holding(compilation, cancellationToken, question.Table.Name, word))
        {
            var seen = new HashSet<SyntaxNode>();
            var root = tree.GetRoot(cancellationToken);
            foreach (var at in PlacesOf(word, tree.GetText(cancellationToken).ToString()))
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (StringAt(root, at) is { } text && seen.Add(text) && SqlString.Read(text) is var (sql, map))
                {
                    foreach (var place in Uses(question, sql, map))
                    {
                        yield return place;
                    }
                }
            }
        }
    }

    private static IEnumerable<CodePlace> Uses(UsageQuestion question, string sql, TextMap map)
    {
        foreach (var use in SqlUseReader.Read(sql))
        {
            // A query that leaves the schema to search_path may mean the table of any.
            var isTable = use.Table == question.Table || use.Table.Schema is null && use.Table.Name == question.Table.Name;
            if (isTable && use.Column == question.Column && map.Locate(use.Span.Start, use.Span.End) is { } place)
            {
                yield return CodePlace.Of(UsageKind.Sql, "SQL", place);
            }
        }
    }

    // SQL folds names that are not quoted.
    private static IEnumerable<int> PlacesOf(string word, string text)
    {
        for (var at = text.IndexOf(word, StringComparison.OrdinalIgnoreCase); at >= 0; at = text.IndexOf(word, at + 1, StringComparison.OrdinalIgnoreCase))
        {
            yield return at;
        }
    }

    /// <summary>The whole string expression around a place: a concatenation with all of its parts.</summary>
    private static ExpressionSyntax? StringAt(SyntaxNode root, int position)
    {
        var token = root.FindToken(position);
        ExpressionSyntax? text = token.Parent switch
        {
            LiteralExpressionSyntax literal when literal.IsKind(SyntaxKind.StringLiteralExpression) => literal,
            InterpolatedStringTextSyntax { Parent: InterpolatedStringExpressionSyntax interpolated } => interpolated,
            _ => null,
        };
        while (text?.Parent is ParenthesizedExpressionSyntax or BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression })
        {
            text = (ExpressionSyntax)text.Parent;
        }

        return text;
    }
}
