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
}
