using System.Collections.Generic;
using System.Collections.Immutable;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;
using MigrationSafety.Core.Recipes;

namespace MigrationSafety.CodeFixes;

/// <summary>Rewrites a migration in place so that it no longer blocks: the rules whose fix is "auto".</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(InPlaceCodeFixProvider))]
// No [Shared]: hosts create providers by reflection, and the attribute's assembly would be newer than the one of Visual Studio 17.8.
public sealed class InPlaceCodeFixProvider : CodeFixProvider
{
    /// <summary>The first offer: as little as is safe.</summary>
    internal const string KeyOfFirst = "MigrationSafety.InPlace";

    /// <summary>The second: all that can be mended in the migration.</summary>
    internal const string KeyOfAll = "MigrationSafety.InPlace.Migration";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = RecipeBook.InPlaceIds;

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => InPlaceFixAll.Provider;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var migrations = await DocumentMigrations.JudgeAsync(context.Document, context.CancellationToken).ConfigureAwait(false);
        foreach (var diagnostic in context.Diagnostics)
        {
            foreach (var migration in migrations)
            {
                Register(context, diagnostic, migration);
            }
        }
    }

    private static void Register(CodeFixContext context, Diagnostic diagnostic, JudgedMigration migration)
    {
        var key = KeyOfFirst;
        foreach (var offer in migration.Offers(diagnostic.Id, diagnostic.Location.SourceSpan))
        {
            if (migration.Render(offer) is { } changes)
            {
                context.RegisterCodeFix(
                    CodeAction.Create(offer.Title, token => ApplyAsync(context.Document, changes, token), key), diagnostic);
            }

            key = KeyOfAll;
        }
    }

    private static async Task<Document> ApplyAsync(Document document, IReadOnlyList<TextChange> changes, CancellationToken token)
    {
        var text = await document.GetTextAsync(token).ConfigureAwait(false);
        return document.WithText(text.WithChanges(changes));
    }
}
