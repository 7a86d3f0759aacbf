using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace MigrationSafety.CodeFixes;

/// <summary>
/// Findings that somebody has switched off: an action on one finding may mend others with it, and those must not be among them.
/// </summary>
internal sealed class Suppressions
{
    private readonly SyntaxNode root;
    private readonly CompilationOptions options;
    private readonly CancellationToken cancellationToken;

    public Suppressions(SyntaxNode root, CompilationOptions options, CancellationToken cancellationToken)
    {
        this.root = root;
        this.options = options;
        this.cancellationToken = cancellationToken;
    }

    public bool Cover(string id, TextSpan place) => IsSwitchedOff(id) || IsBelowPragma(id, place);

    private bool IsSwitchedOff(string id) =>
        options.SyntaxTreeOptionsProvider?.TryGetDiagnosticValue(root.SyntaxTree, id, cancellationToken, out var severity) == true
            ? severity == ReportDiagnostic.Suppress
            : options.SpecificDiagnosticOptions.TryGetValue(id, out severity) && severity == ReportDiagnostic.Suppress;

    private bool IsBelowPragma(string id, TextSpan place)
    {
        var last = !root.ContainsDirectives ? null : root
            .DescendantTrivia(n => n.ContainsDirectives && n.FullSpan.Start <= place.Start)
            .Where(t => t.IsKind(SyntaxKind.PragmaWarningDirectiveTrivia) && t.SpanStart < place.Start)
            .Select(static t => (PragmaWarningDirectiveTriviaSyntax)t.GetStructure()!)
            .LastOrDefault(p => p.ErrorCodes.Count == 0 || p.ErrorCodes.Any(c => c.ToString() == id));
        return last is not null && last.DisableOrRestoreKeyword.IsKind(SyntaxKind.DisableKeyword);
    }
}
