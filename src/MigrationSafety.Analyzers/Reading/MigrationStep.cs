using System.Collections.Generic;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using MigrationSafety.Analyzers.Text;
using MigrationSafety.Core.Changes;

namespace MigrationSafety.Analyzers.Reading;

/// <summary>One builder call, with the syntax it was read from.</summary>
internal sealed class MigrationStep
{
    /// <summary>The step before lowering: its operation or SQL text; no changes yet.</summary>
    public required ChangeStep Step { get; init; }

    /// <summary>The builder call itself, without the annotations behind it; in a helper it may stand in another file.</summary>
    public required SyntaxNode Call { get; init; }

    /// <summary>The call in the migration's file that leads to <see cref="Call"/>; mostly the same node.</summary>
    public required SyntaxNode CallSite { get; init; }

    /// <summary>The builder call; null for <c>Operations.Add</c> of something that is not a call.</summary>
    public InvocationExpressionSyntax? Invocation => Call as InvocationExpressionSyntax;

    /// <summary>Expressions of the arguments written, by parameter name.</summary>
    public required IReadOnlyDictionary<string, ExpressionSyntax> Arguments { get; init; }

    /// <summary>Where the characters of <see cref="ChangeStep.Sql"/> were written; null where there is no SQL in C#.</summary>
    public TextMap? SqlMap { get; init; }

    /// <summary>The project file that holds the SQL.</summary>
    public SqlFileReference? File { get; init; }

    /// <summary>Places of <see cref="ChangeStep.Unknown"/>, one each.</summary>
    public ImmutableArray<Place> UnknownPlaces { get; init; } = ImmutableArray<Place>.Empty;

    /// <summary>The method's name in the call: what a finding about an EF Core operation underlines.</summary>
    public Place NamePlace => Place.Of(NameOf(Call));

    public static SyntaxNode NameOf(SyntaxNode call) => call switch
    {
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } => access.Name,
        InvocationExpressionSyntax invocation => invocation.Expression,
        _ => call,
    };
}
