using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MigrationSafety.Analyzers.Models;

/// <summary>
/// <c>b.Property&lt;string&gt;("Name").IsRequired().HasColumnType("text")</c> taken apart: the calls in the order in
/// which they stand.
/// </summary>
internal sealed class BuilderChain
{
    private BuilderChain(string receiver, ImmutableArray<BuilderCall> calls)
    {
        Receiver = receiver;
        Calls = calls;
    }

    /// <summary>What the first call is made on: <c>b</c>, <c>modelBuilder</c>, <c>NpgsqlModelBuilderExtensions</c>.</summary>
    public string Receiver { get; }

    public ImmutableArray<BuilderCall> Calls { get; }

    public BuilderCall First => Calls[0];

    /// <summary>Null for a statement that is no chain of calls on a name.</summary>
    public static BuilderChain? Of(StatementSyntax statement)
    {
        var calls = ImmutableArray.CreateBuilder<BuilderCall>();
        var expression = (statement as ExpressionStatementSyntax)?.Expression;
        while (expression is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } invocation)
        {
            calls.Add(new BuilderCall(access.Name, invocation.ArgumentList.Arguments));
            expression = access.Expression;
        }

        if (calls.Count == 0 || expression is not IdentifierNameSyntax receiver)
        {
            return null;
        }

        calls.Reverse();
        return new BuilderChain(receiver.Identifier.ValueText, calls.ToImmutable());
    }

    /// <summary>The name of the last call, which is all that the index needs to pass most statements by.</summary>
    public static string? LastName(StatementSyntax statement) =>
        (statement as ExpressionStatementSyntax)?.Expression is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access }
            ? access.Name.Identifier.ValueText
            : null;

    public BuilderCall? Find(string name)
    {
        foreach (var call in Calls)
        {
            if (call.Name == name)
            {
                return call;
            }
        }

        return null;
    }
}

/// <summary>One call of a chain.</summary>
internal sealed class BuilderCall
{
    private readonly SimpleNameSyntax name;
    private readonly SeparatedSyntaxList<ArgumentSyntax> arguments;

    public BuilderCall(SimpleNameSyntax name, SeparatedSyntaxList<ArgumentSyntax> arguments)
    {
        this.name = name;
        this.arguments = arguments;
    }

    public string Name => name.Identifier.ValueText;

    /// <summary>The type in angle brackets, as written.</summary>
    public string? TypeArgument => name is GenericNameSyntax generic && generic.TypeArgumentList.Arguments.Count == 1
        ? generic.TypeArgumentList.Arguments[0].ToString()
        : null;

    public int Count => arguments.Count;

    /// <summary>The lambda among the arguments: its parameter and statements.</summary>
    public LambdaExpressionSyntax? Lambda => arguments.Count > 0 ? arguments[arguments.Count - 1].Expression as LambdaExpressionSyntax : null;

    /// <summary>The argument at an index where it is a string literal.</summary>
    public string? Text(int index) =>
        index < arguments.Count && arguments[index].Expression is LiteralExpressionSyntax { RawKind: (int)SyntaxKind.StringLiteralExpression } literal
            ? literal.Token.ValueText
            : null;

    /// <summary>Every argument that is a string literal, in order.</summary>
    public IEnumerable<string> Texts()
    {
        for (var i = 0; i < arguments.Count; i++)
        {
            if (Text(i) is { } text)
            {
                yield return text;
            }
        }
    }

    /// <summary>The strings of an array argument.</summary>
    public IEnumerable<string> TextsOfArray()
    {
        foreach (var argument in arguments)
        {
            var initializer = argument.Expression switch
            {
                ImplicitArrayCreationExpressionSyntax array => array.Initializer,
                ArrayCreationExpressionSyntax array => array.Initializer,
                _ => null,
            };
            foreach (var expression in initializer?.Expressions ?? default)
            {
                if (expression is LiteralExpressionSyntax { RawKind: (int)SyntaxKind.StringLiteralExpression } literal)
                {
                    yield return literal.Token.ValueText;
                }
            }
        }
    }

    public int? Number(int index) =>
        index < arguments.Count && arguments[index].Expression is LiteralExpressionSyntax literal
        && int.TryParse(literal.Token.ValueText, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;

    /// <summary>True for a call without argument or with true.</summary>
    public bool IsOn => arguments.Count == 0 || !arguments[0].Expression.IsKind(SyntaxKind.FalseLiteralExpression);
}
