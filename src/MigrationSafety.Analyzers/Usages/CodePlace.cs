using Microsoft.CodeAnalysis;
using MigrationSafety.Analyzers.Text;
using MigrationSafety.Core.Usages;

namespace MigrationSafety.Analyzers.Usages;

/// <summary>A usage with the compiler's location of it.</summary>
internal sealed record CodePlace(UsageKind Kind, string What, string Path, int Line, int Position) : UsagePlace(Kind, What, Path, Line, Position)
{
    public required Location Location { get; init; }

    public static CodePlace Of(UsageKind kind, string what, Place place)
    {
        var location = place.ToLocation();
        return new CodePlace(kind, what, place.Tree.FilePath, location.GetLineSpan().StartLinePosition.Line + 1, place.Span.Start) { Location = location };
    }

    /// <summary>The compiler takes no location in a file that is not part of the project under analysis: a path says it, too.</summary>
    public CodePlace For(Compilation compilation) => Location.SourceTree is { } tree && !compilation.ContainsSyntaxTree(tree)
        ? this with { Location = Location.Create(Path, Location.SourceSpan, Location.GetLineSpan().Span) }
        : this;
}
