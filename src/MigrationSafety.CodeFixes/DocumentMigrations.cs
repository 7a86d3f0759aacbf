using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using MigrationSafety.Analyzers.Judging;

namespace MigrationSafety.CodeFixes;

/// <summary>Reads and judges the migrations of a document, as the analyzer does.</summary>
internal static class DocumentMigrations
{
    // One for all documents of a project: the schema before a migration is what all earlier ones leave.
    private static readonly ConditionalWeakTable<Compilation, MigrationJudge> Judges = new();

    public static async Task<IReadOnlyList<JudgedMigration>> JudgeAsync(Document document, CancellationToken cancellationToken)
    {
        var model = await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false);
        var root = await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
        if (model is null || root is null)
        {
            return [];
        }

        var options = document.Project.AnalyzerOptions;
        var judge = Judges.GetValue(model.Compilation, c => new MigrationJudge(c, options));
        var text = await document.GetTextAsync(cancellationToken).ConfigureAwait(false);
        var suppressions = new Suppressions(root, model.Compilation.Options, cancellationToken);
        return root.DescendantNodes()
            .OfType<ClassDeclarationSyntax>()
            .Select(c => judge.Judge(c, model, cancellationToken))
            .Where(static j => j is not null)
            .Select(j => new JudgedMigration(j!, text, suppressions))
            .ToArray();
    }
}
