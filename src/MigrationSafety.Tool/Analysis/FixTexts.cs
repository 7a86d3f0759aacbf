using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using MigrationSafety.CodeFixes;
using MigrationSafety.Core.Recipes;

namespace MigrationSafety.Tool.Analysis;

/// <summary>What the code fixes would write, for reports that show it.</summary>
internal sealed class FixTexts(Project project)
{
    private readonly Dictionary<DocumentId, IReadOnlyList<JudgedMigration>> read = [];

    public async Task<FixText?> OfAsync(Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        if (diagnostic.IsSuppressed || !RecipeBook.InPlaceIds.Contains(diagnostic.Id) || project.GetDocument(diagnostic.Location.SourceTree) is not { } document)
        {
            return null;
        }

        if (!read.TryGetValue(document.Id, out var migrations))
        {
            read[document.Id] = migrations = await DocumentMigrations.JudgeAsync(document, cancellationToken).ConfigureAwait(false);
        }

        foreach (var migration in migrations)
        {
            if (migration.Offers(diagnostic.Id, diagnostic.Location.SourceSpan).FirstOrDefault() is { } offer && migration.Render(offer) is { } changes)
            {
                var text = await document.GetTextAsync(cancellationToken).ConfigureAwait(false);
                return new FixText(offer.Title, changes.Select(change => ToEdit(document.FilePath!, text, change)).ToImmutableArray());
            }
        }

        return null;
    }

    private static TextEdit ToEdit(string path, SourceText text, TextChange change)
    {
        var span = text.Lines.GetLinePositionSpan(change.Span);
        return new TextEdit(
            new FilePlace(path, span.Start.Line + 1, span.Start.Character + 1, span.End.Line + 1, span.End.Character + 1), change.NewText ?? "");
    }
}
