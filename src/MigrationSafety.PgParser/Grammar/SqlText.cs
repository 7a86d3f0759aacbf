using System.Text;

namespace MigrationSafety.PgParser.Grammar;

/// <summary>A text that can be handed to PostgreSQL: without NUL, and with a UTF-8 form.</summary>
internal sealed unsafe class SqlText
{
    private readonly string text;

    private SqlText(string text, int utf8Length)
    {
        this.text = text;
        Utf8Length = utf8Length;
    }

    public int Utf8Length { get; }

    /// <summary>The text, or null and PostgreSQL's error for a character that it would not take.</summary>
    public static SqlText? From(string text, out ParseError? error)
    {
        var length = 0L;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c is > '\0' and < '\u0080')
            {
                length++;
            }
            else if (c is >= '\u0080' and < '\u0800')
            {
                length += 2;
            }
            else if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                length += 4;
                i++;
            }
            else if (c == '\0' || char.IsSurrogate(c))
            {
                error = InvalidCharacter(text, i);
                return null;
            }
            else
            {
                length += 3;
            }
        }

        error = length < int.MaxValue ? null : new ParseError("out of memory", null, null, 0, 0, -1);
        return error is null ? new SqlText(text, (int)length) : null;
    }

    /// <summary>Writes <see cref="Utf8Length"/> bytes.</summary>
    public void CopyTo(byte* target)
    {
        fixed (char* source = text)
        {
            if (Utf8Length != 0)
            {
                Encoding.UTF8.GetBytes(source, text.Length, target, Utf8Length);
            }
        }
    }

    private static ParseError InvalidCharacter(string text, int index)
    {
        var c = text[index];
        var bytes = c == '\0' ? "0x00" : $"0x{0xE0 | (c >> 12):x2} 0x{0x80 | ((c >> 6) & 0x3F):x2} 0x{0x80 | (c & 0x3F):x2}";
        var position = index + 1;
        for (var i = 0; i < index; i++)
        {
            position -= char.IsHighSurrogate(text[i]) ? 1 : 0;
        }

        return new ParseError($"invalid byte sequence for encoding \"UTF8\": {bytes}", null, null, 0, position, index);
    }
}
