using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace MigrationSafety.Analyzers.Text;

/// <summary>A value put together: concatenation, interpolation, string.Join, Replace.</summary>
internal sealed class ComposedMap : TextMap
{
    private readonly Place whole;
    private readonly ImmutableArray<Part> parts;

    public ComposedMap(Place whole, ImmutableArray<Part> parts)
    {
        this.whole = whole;
        this.parts = parts;
    }

    public override Place? Locate(int start, int end) => Find(null, start, end) ?? whole;

    public override Place? LocateIn(SyntaxTree tree, int start, int end) =>
        Find(tree, start, end) ?? (whole.Tree == tree ? whole : null);

    private Place? Find(SyntaxTree? tree, int start, int end)
    {
        var first = PartAt(start);
        var last = end > start ? PartAt(end - 1) : first;
        if (first is null || last is null)
        {
            return null;
        }

        if (first == last)
        {
            var inner = Inner(first, tree, start, end);
            return inner ?? Outer(first, tree);
        }

        var from = Written(first, start, first.End) ?? first.Reference;
        var to = Written(last, last.Start, end) ?? last.Reference;
        return from.Tree == to.Tree && (tree is null || from.Tree == tree) && from.Span.Start <= to.Span.End
            ? new Place(from.Tree, TextSpan.FromBounds(from.Span.Start, to.Span.End))
            : null;
    }

    private Part? PartAt(int index)
    {
        foreach (var part in parts)
        {
            if (index < part.End)
            {
                return part;
            }
        }

        return parts.IsEmpty ? null : parts[parts.Length - 1];
    }

    private static Place? Inner(Part part, SyntaxTree? tree, int start, int end) =>
        tree is null
            ? part.Map.Locate(start - part.Start, end - part.Start)
            : part.Map.LocateIn(tree, start - part.Start, end - part.Start);

    private static Place? Outer(Part part, SyntaxTree? tree) =>
        tree is null || part.Reference.Tree == tree ? part.Reference : null;

    /// <summary>The exact place if the part's characters stand right here, not in a constant's declaration.</summary>
    private static Place? Written(Part part, int start, int end) =>
        part.Map.LocateIn(part.Reference.Tree, start - part.Start, end - part.Start) is { } place
        && part.Reference.Span.Contains(place.Span)
            ? place
            : null;

    /// <summary>One piece.</summary>
    /// <param name="Start">Its first character in the value.</param>
    /// <param name="Length">Number of characters.</param>
    /// <param name="Map">Where they were written.</param>
    /// <param name="Reference">The expression that brings them in.</param>
    internal sealed record Part(int Start, int Length, TextMap Map, Place Reference)
    {
        public int End => Start + Length;
    }
}
