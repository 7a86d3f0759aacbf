using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis;
using MigrationSafety.Analyzers.Text;

namespace MigrationSafety.Analyzers.Reading;

/// <summary>Puts a string together and remembers where each piece came from and which piece is not known.</summary>
internal sealed class TextComposer
{
    private readonly Place whole;
    private readonly SyntaxNode node;
    private readonly StringBuilder text = new();
    private readonly ImmutableArray<ComposedMap.Part>.Builder parts = ImmutableArray.CreateBuilder<ComposedMap.Part>();
    private UnknownValue? unknown;

    public TextComposer(Place whole, SyntaxNode node)
    {
        this.whole = whole;
        this.node = node;
    }

    public void Append(string piece, TextMap map, Place reference)
    {
        if (piece.Length > 0)
        {
            parts.Add(new ComposedMap.Part(text.Length, piece.Length, map, reference));
            text.Append(piece);
        }
    }

    public void Append(Value value, SyntaxNode reference)
    {
        switch (value)
        {
            case TextValue known:
                Append(known.Text, known.Map, Place.Of(reference));
                break;
            case ConstantValue constant:
                var place = Place.Of(reference);
                var piece = constant.Value is null ? ""
                    : constant.Value is bool truth ? truth ? "True" : "False"
                    : System.Convert.ToString(constant.Value, CultureInfo.InvariantCulture) ?? "";
                Append(piece, new WholeMap(place), place);
                break;
            case TextBuilderValue builder:
                Append(builder.Content, reference);
                break;
            default:
                // What follows an unknown piece is kept: the end of a path names the file.
                unknown ??= value as UnknownValue ?? new UnknownValue(reference);
                text.Clear();
                parts.Clear();
                Append((value as UnknownValue)?.Tail ?? "", new WholeMap(whole), whole);
                break;
        }
    }

    public Value ToValue() =>
        unknown is not null ? new UnknownValue(unknown.Node, text.ToString())
        : new TextValue(text.ToString(), new ComposedMap(whole, parts.ToImmutable()));

    /// <summary>The node that the composed text stands in.</summary>
    public SyntaxNode Node => node;
}
