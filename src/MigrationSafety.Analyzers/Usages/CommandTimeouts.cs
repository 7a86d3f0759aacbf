using System;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MigrationSafety.Analyzers.Usages;

/// <summary>
/// Whether the project's own code raises Npgsql's command timeout: <c>CommandTimeout(...)</c>, <c>CommandTimeout = ...</c>,
/// <c>SetCommandTimeout(...)</c>, <c>Command Timeout=</c> in a string, or our runtime, which does it. By syntax: a
/// suggestion is not worth more.
/// </summary>
internal static class CommandTimeouts
{
    private const int Default = 30;

    private static readonly ConditionalWeakTable<SyntaxTree, object> MayRaiseByTree = new();

    public static bool AreRaised(Compilation compilation, CancellationToken cancellationToken)
    {
        foreach (var tree in compilation.SyntaxTrees)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!ApplicationTrees.IsGenerated(tree) && MayRaise(tree, cancellationToken) && tree.GetRoot(cancellationToken).DescendantTokens().Any(Raises))
            {
                return true;
            }
        }

        return false;
    }

    private static bool MayRaise(SyntaxTree tree, CancellationToken cancellationToken) => (bool)MayRaiseByTree.GetValue(tree, _ => Names(tree.GetText(cancellationToken).ToString()));

    // "Timeout" in any case, for connection strings. Most files hold none of these, and are read no further.
    private static object Names(string text) =>
        text.IndexOf("Timeout", StringComparison.OrdinalIgnoreCase) >= 0 || text.IndexOf("UseMigrationSafety", StringComparison.Ordinal) >= 0;

    private static bool Raises(SyntaxToken token) => token.Kind() switch
    {
        SyntaxKind.IdentifierToken => token.ValueText switch
        {
            "CommandTimeout" or "SetCommandTimeout" => IsLong(ValueOf(token)),
            "UseMigrationSafety" => token.Parent?.FirstAncestorOrSelf<InvocationExpressionSyntax>() is not null,
            _ => false,
        },
        SyntaxKind.StringLiteralToken or SyntaxKind.SingleLineRawStringLiteralToken or SyntaxKind.MultiLineRawStringLiteralToken
            or SyntaxKind.InterpolatedStringTextToken => IsLong(token.ValueText),
        _ => false,
    };

    /// <summary>The argument or the value assigned; null where the name is only read.</summary>
    private static ExpressionSyntax? ValueOf(SyntaxToken name)
    {
        var node = name.Parent;
        node = node?.Parent is MemberAccessExpressionSyntax access && access.Name == node ? access
            : node?.Parent is MemberBindingExpressionSyntax binding ? binding
            : node;
        return node?.Parent switch
        {
            InvocationExpressionSyntax { ArgumentList.Arguments: { Count: > 0 } arguments } => arguments[0].Expression,
            AssignmentExpressionSyntax assignment when assignment.Left == node => assignment.Right,
            _ => null,
        };
    }

    // 0 is no timeout. What is no number may be large.
    private static bool IsLong(ExpressionSyntax? value) =>
        value is not null && (value is not LiteralExpressionSyntax { Token.Value: int seconds } || seconds is 0 or > Default);

    private static bool IsLong(string connectionString)
    {
        foreach (var part in connectionString.Split(';'))
        {
            var equals = part.IndexOf('=');
            if (equals > 0 && part.Substring(0, equals).Replace(" ", "").EndsWith("CommandTimeout", StringComparison.OrdinalIgnoreCase))
            {
                return !int.TryParse(part.Substring(equals + 1).Trim(), out var seconds) || seconds is 0 or > Default;
            }
        }

        return false;
    }
}
