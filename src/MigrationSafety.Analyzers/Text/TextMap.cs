using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace MigrationSafety.Analyzers.Text;

/// <summary>Knows for each character of a string value where in the source it was written.</summary>
internal abstract class TextMap
{
    /// <summary>The source of the value's characters from start to end, if all of it stands in one file.</summary>
    public abstract Place? Locate(int start, int end);

    /// <summary>The same, but only inside <paramref name="tree"/>: what stands elsewhere is given by its reference.</summary>
    public abstract Place? LocateIn(SyntaxTree tree, int start, int end);

    /// <summary>The map of a part of the value.</summary>
    public TextMap Slice(int start) => start == 0 ? this : new SlicedMap(this, start);

    private sealed class SlicedMap : TextMap
    {
        private readonly TextMap whole;
        private readonly int offset;

        public SlicedMap(TextMap whole, int offset)
        {
            this.whole = whole;
            this.offset = offset;
        }

        public override Place? Locate(int start, int end) => whole.Locate(start + offset, end + offset);

        public override Place? LocateIn(SyntaxTree tree, int start, int end) =>
            whole.LocateIn(tree, start + offset, end + offset);
    }
}

/// <summary>A value that has no characters of its own in the source (nameof, a const of another assembly): all of it is one expression.</summary>
internal sealed class WholeMap : TextMap
{
    private readonly Place place;

    public WholeMap(Place place) => this.place = place;

    public override Place? Locate(int start, int end) => place;

    public override Place? LocateIn(SyntaxTree tree, int start, int end) => place.Tree == tree ? place : null;
}

/// <summary>One literal token (or the text between two holes of an interpolated string).</summary>
internal sealed class LiteralMap : TextMap
{
    private readonly SyntaxTree tree;
    private readonly LiteralRuns runs;
    private readonly int tokenStart;

    public LiteralMap(SyntaxTree tree, int tokenStart, LiteralRuns runs)
    {
        this.tree = tree;
        this.tokenStart = tokenStart;
        this.runs = runs;
    }

    public override Place? Locate(int start, int end)
    {
        var from = runs.SourceOf(start).Start;
        var to = end > start ? runs.SourceOf(end - 1).End : from;
        return new Place(tree, TextSpan.FromBounds(tokenStart + from, tokenStart + System.Math.Max(from, to)));
    }

    public override Place? LocateIn(SyntaxTree tree, int start, int end) =>
        this.tree == tree ? Locate(start, end) : null;
}

/// <summary>A literal's map that is made when somebody asks for a place.</summary>
internal sealed class TokenMap : TextMap
{
    private readonly SyntaxToken token;
    private TextMap? map;

    public TokenMap(SyntaxToken token) => this.token = token;

    private TextMap Map => map ??= LiteralText.Read(token);

    public override Place? Locate(int start, int end) => Map.Locate(start, end);

    public override Place? LocateIn(SyntaxTree tree, int start, int end) => Map.LocateIn(tree, start, end);
}
