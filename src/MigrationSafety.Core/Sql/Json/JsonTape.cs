using System;

namespace MigrationSafety.Core.Sql.Json;

/// <summary>
/// A JSON text as a flat list of entries in document order. The parser's trees are deep (a thousand terms in a
/// sum nest a thousand objects), so neither reading nor searching recurses; strings are decoded only when asked for.
/// </summary>
internal sealed class JsonTape
{
    private readonly string json;
    private Entry[] entries;
    private int count;

    private JsonTape(string json)
    {
        this.json = json;
        entries = new Entry[Math.Max(16, json.Length / 8)];
    }

    /// <summary>One value or property name.</summary>
    private struct Entry
    {
        public int Start;
        public int End;

        /// <summary>Index of the first entry behind this one and all it contains.</summary>
        public int Next;
        public JsonKind Kind;
    }

    /// <summary>Reads a text; a malformed one gives a node of kind None.</summary>
    public static JsonNode Read(string json)
    {
        var tape = new JsonTape(json);
        return tape.ReadAll() ? new JsonNode(tape, 0) : JsonNode.None;
    }

    public JsonKind KindOf(int index) => entries[index].Kind;

    public int NextOf(int index) => entries[index].Next;

    public bool TextEquals(int index, string text)
    {
        ref var entry = ref entries[index];
        return entry.End - entry.Start == text.Length
            && string.CompareOrdinal(json, entry.Start, text, 0, text.Length) == 0;
    }

    public TextSpan SpanOf(int index) => new(entries[index].Start, entries[index].End - entries[index].Start);

    /// <summary>The raw text of a number or word, the decoded text of a string.</summary>
    public string TextOf(int index)
    {
        ref var entry = ref entries[index];
        var raw = json.Substring(entry.Start, entry.End - entry.Start);
        return entry.Kind is JsonKind.String or JsonKind.Name && raw.IndexOf('\\') >= 0 ? JsonEscapes.Decode(raw) : raw;
    }

    public int IntOf(int index)
    {
        ref var entry = ref entries[index];
        var negative = entry.Start < entry.End && json[entry.Start] == '-';
        long value = 0;
        for (var i = negative ? entry.Start + 1 : entry.Start; i < entry.End && json[i] is >= '0' and <= '9'; i++)
        {
            value = Math.Min((value * 10) + (json[i] - '0'), int.MaxValue);
        }

        return (int)(negative ? -value : value);
    }

    private bool ReadAll()
    {
        var open = new int[16];
        var depth = 0;
        for (var i = 0; i < json.Length;)
        {
            var c = json[i];
            switch (c)
            {
                case '{' or '[':
                    if (depth == open.Length)
                    {
                        Array.Resize(ref open, depth * 2);
                    }

                    open[depth++] = count;
                    Add(i, i + 1, c == '{' ? JsonKind.Object : JsonKind.Array);
                    i++;
                    break;
                case '}' or ']':
                    if (depth == 0)
                    {
                        return false;
                    }

                    entries[open[--depth]].Next = count;
                    i++;
                    break;
                case '"':
                    var end = JsonEscapes.EndOfString(json, i + 1);
                    if (end < 0)
                    {
                        return false;
                    }

                    Add(i + 1, end, IsName(end + 1) ? JsonKind.Name : JsonKind.String);
                    i = end + 1;
                    break;
                case ',' or ':' or ' ' or '\t' or '\n' or '\r':
                    i++;
                    break;
                default:
                    var start = i;
                    while (i < json.Length && json[i] is not (',' or '}' or ']' or ' ' or '\t' or '\n' or '\r' or ':' or '"' or '{' or '['))
                    {
                        i++;
                    }

                    Add(start, i, c switch
                    {
                        't' => JsonKind.True,
                        'f' => JsonKind.False,
                        'n' => JsonKind.Null,
                        _ => JsonKind.Number,
                    });
                    break;
            }
        }

        return count > 0 && depth == 0;
    }

    private bool IsName(int behindString)
    {
        while (behindString < json.Length && json[behindString] is ' ' or '\t' or '\r' or '\n')
        {
            behindString++;
        }

        return behindString < json.Length && json[behindString] == ':';
    }

    private void Add(int start, int end, JsonKind kind)
    {
        if (count == entries.Length)
        {
            Array.Resize(ref entries, count * 2);
        }

        entries[count] = new Entry { Start = start, End = end, Next = count + 1, Kind = kind };
        count++;
    }
}
