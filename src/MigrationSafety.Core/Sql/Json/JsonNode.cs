using System.Collections.Generic;
using System.Globalization;

namespace MigrationSafety.Core.Sql.Json;

/// <summary>
/// A value on a tape. A missing property is a node of kind None, so that paths need no checks between. A class: code for
/// lists and queries of references is shared, and comes compiled with .NET.
/// </summary>
internal sealed class JsonNode
{
    public static readonly JsonNode None = new();

    private readonly JsonTape? tape;

    private JsonNode()
    {
    }

    public JsonNode(JsonTape tape, int index)
    {
        this.tape = tape;
        Index = index;
    }

    /// <summary>Place on the tape: document order.</summary>
    public int Index { get; }

    /// <summary>The place behind everything this node contains.</summary>
    public int EndIndex => tape is null ? 0 : tape.NextOf(Index);

    public JsonKind Kind => tape is null ? JsonKind.None : tape.KindOf(Index);

    public bool Exists => tape is not null;

    public bool IsTrue => Kind == JsonKind.True;

    /// <summary>The text of a string; null for anything else.</summary>
    public string? Text => Kind == JsonKind.String ? tape!.TextOf(Index) : null;

    /// <summary>The number; 0 where there is none, because the parser leaves zeros out.</summary>
    public int Int => Kind == JsonKind.Number ? tape!.IntOf(Index) : 0;

    /// <summary>The number with its fraction; null for anything else.</summary>
    public double? Double => Kind == JsonKind.Number
        && double.TryParse(tape!.TextOf(Index), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>The value's characters in the text, of a string those between its quotes, of an object or array its first.</summary>
    public TextSpan Span => tape is null ? new TextSpan(0, 0) : tape.SpanOf(Index);

    /// <summary>A property's value, or a node of kind None.</summary>
    public JsonNode this[string name]
    {
        get
        {
            if (Kind != JsonKind.Object)
            {
                return None;
            }

            var end = EndIndex;
            for (var i = Index + 1; i + 1 < end; i = tape!.NextOf(i + 1))
            {
                if (tape!.TextEquals(i, name))
                {
                    return new JsonNode(tape, i + 1);
                }
            }

            return None;
        }
    }

    /// <summary>The elements of an array.</summary>
    public IEnumerable<JsonNode> Items
    {
        get
        {
            if (Kind != JsonKind.Array)
            {
                yield break;
            }

            for (var i = Index + 1; i < EndIndex; i = tape!.NextOf(i))
            {
                yield return new JsonNode(tape!, i);
            }
        }
    }

    /// <summary>The first element of an array, or a node of kind None.</summary>
    public JsonNode FirstItem => Kind == JsonKind.Array && Index + 1 < EndIndex ? new JsonNode(tape!, Index + 1) : None;

    /// <summary>The last element of an array, or a node of kind None.</summary>
    public JsonNode LastItem
    {
        get
        {
            var last = None;
            foreach (var item in Items)
            {
                last = item;
            }

            return last;
        }
    }

    /// <summary>The properties of an object.</summary>
    public IEnumerable<KeyValuePair<string, JsonNode>> Properties
    {
        get
        {
            if (Kind != JsonKind.Object)
            {
                yield break;
            }

            for (var i = Index + 1; i + 1 < EndIndex; i = tape!.NextOf(i + 1))
            {
                yield return new(tape!.TextOf(i), new JsonNode(tape, i + 1));
            }
        }
    }

    /// <summary>
    /// The one property of the parser's wrappers: {"CreateStmt": {...}}. False for anything else.
    /// </summary>
    public bool TryUnwrap(out string name, out JsonNode value)
    {
        if (Kind == JsonKind.Object && Index + 2 < EndIndex && tape!.NextOf(Index + 2) == EndIndex)
        {
            name = tape.TextOf(Index + 1);
            value = new JsonNode(tape, Index + 2);
            return true;
        }

        name = "";
        value = None;
        return false;
    }

    /// <summary>
    /// All values below this node that stand under a property name, in document order and without recursion.
    /// </summary>
    public IEnumerable<JsonProperty> Descendants(params string[] names)
    {
        if (tape is null)
        {
            yield break;
        }

        var end = EndIndex;
        for (var i = Index + 1; i + 1 < end; i++)
        {
            if (tape.KindOf(i) != JsonKind.Name)
            {
                continue;
            }

            foreach (var name in names)
            {
                if (tape.TextEquals(i, name))
                {
                    yield return new(name, new JsonNode(tape, i + 1));
                    break;
                }
            }
        }
    }

    /// <summary>As <see cref="Descendants"/>, with the object that each property belongs to.</summary>
    public IEnumerable<OwnedJsonProperty> OwnedDescendants(params string[] names)
    {
        if (tape is null)
        {
            yield break;
        }

        var owners = new Stack<JsonNode>();
        owners.Push(this);
        var end = EndIndex;
        for (var i = Index + 1; i + 1 < end; i++)
        {
            while (owners.Peek().EndIndex <= i)
            {
                owners.Pop();
            }

            var kind = tape.KindOf(i);
            if (kind is JsonKind.Object or JsonKind.Array)
            {
                owners.Push(new JsonNode(tape, i));
            }
            else if (kind == JsonKind.Name)
            {
                foreach (var name in names)
                {
                    if (tape.TextEquals(i, name))
                    {
                        yield return new(owners.Peek(), name, new JsonNode(tape, i + 1));
                        break;
                    }
                }
            }
        }
    }
}

/// <summary>A property of an object.</summary>
internal sealed record JsonProperty(string Name, JsonNode Value);

/// <summary>A property with the object that it belongs to.</summary>
internal sealed record OwnedJsonProperty(JsonNode Owner, string Name, JsonNode Value);
