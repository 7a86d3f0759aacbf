using System;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using MigrationSafety.Core.Changes;
using MigrationSafety.Core.Models;
using MigrationSafety.Core.State;

namespace MigrationSafety.Analyzers.Reading;

/// <summary>A migration's Down: by its syntax at first, and its statements only when somebody asks.</summary>
internal static class DownReader
{
    /// <param name="migration">The part of the class that has Up.</param>
    /// <param name="model">The semantic model of its file.</param>
    /// <param name="lower">Lowers a reading against a schema.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>Null where another part or a base class may have it.</returns>
    public static DownMethod? Read(
        ClassDeclarationSyntax migration, SemanticModel model, Func<MigrationReading, SchemaState, ChangeSet> lower, CancellationToken cancellationToken)
    {
        if (MigrationSyntax.FindDown(migration) is not { } down)
        {
            return MigrationSyntax.NamesMigrationAsBase(migration) && !HasDown(model.GetDeclaredSymbol(migration, cancellationToken))
                ? new DownMethod(DownKind.Missing, OnlyDropsOrRenames: true, static _ => throw new InvalidOperationException("There is no Down."))
                : null;
        }

        return new DownMethod(
            KindOf(down),
            OnlyDropsOrRenames(down),
            after => lower(MigrationReader.Read(migration, down, new CompilationNames(model.Compilation, model, cancellationToken), cancellationToken), after));
    }

    private static bool HasDown(ISymbol? type) => type is INamedTypeSymbol named && !named.GetMembers("Down").IsEmpty;

    private static DownKind KindOf(MethodDeclarationSyntax down) =>
        down.ExpressionBody is { Expression: ThrowExpressionSyntax } || down.Body?.Statements.FirstOrDefault() is ThrowStatementSyntax ? DownKind.Throws
        : down.Body is { } body && body.Statements.All(static s => s is EmptyStatementSyntax or ReturnStatementSyntax or BlockSyntax { Statements.Count: 0 }) ? DownKind.Empty
        : DownKind.Written;

    private static bool OnlyDropsOrRenames(MethodDeclarationSyntax down) =>
        down.Body is { } body
            ? body.Statements.All(static s => s is ExpressionStatementSyntax { Expression: { } expression } && IsDropOrRename(expression))
            : down.ExpressionBody is { } arrow && IsDropOrRename(arrow.Expression);

    private static bool IsDropOrRename(ExpressionSyntax expression) =>
        expression is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax, Name.Identifier.ValueText: var name } }
        && (name.StartsWith("Drop", StringComparison.Ordinal) || name.StartsWith("Rename", StringComparison.Ordinal));
}
