using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;

namespace MigrationSafety.CodeFixes;

/// <summary>Rewrites each migration as one: what is safe for one finding alone may not be beside another's rewrite.</summary>
internal static class InPlaceFixAll
{
    public static readonly FixAllProvider Provider = FixAllProvider.Create(FixDocumentAsync);

    private static async Task<Document?> FixDocumentAsync(
        FixAllContext context, Document document, ImmutableArray<Diagnostic> diagnostics)
    {
        var changes = new List<TextChange>();
        foreach (var migration in await DocumentMigrations.JudgeAsync(document, context.CancellationToken).ConfigureAwait(false))
        {
            var ids = diagnostics
                .Where(d => migration.Class.Span.Contains(d.Location.SourceSpan))
                .Select(static d => d.Id)
                .ToImmutableHashSet();
            var rewrite = ids.IsEmpty ? null
                : context.CodeActionEquivalenceKey == InPlaceCodeFixProvider.KeyOfAll ? migration.RewriteAll()
                : migration.RewriteRules(ids);
            if (rewrite is not null && migration.Render(rewrite) is { } edits)
            {
                changes.AddRange(edits);
            }
        }

        if (changes.Count == 0)
        {
            return document;
        }

        var text = await document.GetTextAsync(context.CancellationToken).ConfigureAwait(false);
        return document.WithText(text.WithChanges(changes));
    }
}
