using System;

namespace MigrationSafety.PgParser;

/// <summary>Maps PostgreSQL's positions (UTF-8 bytes, code points) to indexes of the C# string they came from.</summary>
public sealed class Utf8Positions
{
    private readonly string text;

    /// <summary>Looks at the text once; a text of ASCII characters costs nothing more.</summary>
    /// <param name="text">The string that was parsed.</param>
    public Utf8Positions(string text) => this.text = text ?? throw new ArgumentNullException(nameof(text));

    /// <summary>The index of the character that holds the byte; beyond the end it is the length.</summary>
    /// <param name="utf8ByteOffset">0-based offset into the text's UTF-8 form.</param>
    public int ToUtf16(int utf8ByteOffset)
    {
        var bytes = 0;
        for (var i = 0; i < text.Length;)
        {
            var (width, size) = At(i);
            if (utf8ByteOffset < bytes + size)
            {
                return i;
            }

            bytes += size;
            i += width;
        }

        return text.Length;
    }

    /// <summary>The index of the character; beyond the end it is the length.</summary>
    /// <param name="codePointIndex0">0-based count of code points.</param>
    public int CodePointToUtf16(int codePointIndex0)
    {
        var i = 0;
        for (; codePointIndex0 > 0 && i < text.Length; codePointIndex0--)
        {
            i += At(i).Width;
        }

        return i;
    }

    private (int Width, int Size) At(int i) =>
        text[i] < 0x80 ? (1, 1)
        : text[i] < 0x800 ? (1, 2)
        : char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]) ? (2, 4)
        : (1, 3);
}
