using System;

namespace MigrationSafety.PgParser;

/// <summary>Maps PostgreSQL's positions (UTF-8 bytes, code points) to indexes of the C# string they came from.</summary>
public sealed class Utf8Positions
{
    private const int BlockSize = 128;

    private readonly string text;

    /// <summary>Null for ASCII, where all counts are the same; else where each block of characters starts.</summary>
    private readonly BlockStart[]? blocks;

    /// <summary>Looks at the text once; a text of ASCII characters costs nothing more.</summary>
    /// <param name="text">The string that was parsed.</param>
    public Utf8Positions(string text)
    {
        this.text = text ?? throw new ArgumentNullException(nameof(text));
        blocks = IsAscii(text) ? null : FindBlocks(text);
    }

    /// <summary>
    /// The index of the character that holds the byte. A byte inside a character is that character's; beyond the end
    /// it is the length, before the start 0.
    /// </summary>
    /// <param name="utf8ByteOffset">0-based offset into the text's UTF-8 form.</param>
    public int ToUtf16(int utf8ByteOffset)
    {
        if (blocks is null)
        {
            return Clamp(utf8ByteOffset);
        }

        var block = LastBlockBefore(utf8ByteOffset, static start => start.Bytes);
        var (index, bytes) = (block.Index, block.Bytes);
        while (index < text.Length)
        {
            var (width, size) = CharacterAt(text, index);
            if (utf8ByteOffset < bytes + size)
            {
                return index;
            }

            index += width;
            bytes += size;
        }

        return text.Length;
    }

    /// <summary>The index of the character; beyond the end it is the length, before the start 0.</summary>
    /// <param name="codePointIndex0">0-based count of code points.</param>
    public int CodePointToUtf16(int codePointIndex0)
    {
        if (blocks is null)
        {
            return Clamp(codePointIndex0);
        }

        var block = LastBlockBefore(codePointIndex0, static start => start.CodePoints);
        var index = block.Index;
        for (var left = codePointIndex0 - block.CodePoints; left > 0 && index < text.Length; left--)
        {
            index += CharacterAt(text, index).Width;
        }

        return index;
    }

    private static bool IsAscii(string text)
    {
        foreach (var c in text)
        {
            if (c >= 0x80)
            {
                return false;
            }
        }

        return true;
    }

    private static BlockStart[] FindBlocks(string text)
    {
        var blocks = new BlockStart[(text.Length / BlockSize) + 1];
        var (index, bytes, codePoints) = (0, 0, 0);
        for (var block = 0; block < blocks.Length; block++)
        {
            while (index < block * BlockSize)
            {
                var (width, size) = CharacterAt(text, index);
                index += width;
                bytes += size;
                codePoints++;
            }

            blocks[block] = new BlockStart(index, bytes, codePoints);
        }

        return blocks;
    }

    /// <summary>How many UTF-16 units and UTF-8 bytes a character has; a lone surrogate counts like its replacement.</summary>
    private static (int Width, int Size) CharacterAt(string text, int index) =>
        text[index] < 0x80 ? (1, 1)
        : text[index] < 0x800 ? (1, 2)
        : char.IsHighSurrogate(text[index]) && index + 1 < text.Length && char.IsLowSurrogate(text[index + 1]) ? (2, 4)
        : (1, 3);

    private int Clamp(int index) => Math.Max(0, Math.Min(index, text.Length));

    private BlockStart LastBlockBefore(int position, Func<BlockStart, int> count)
    {
        var (low, high) = (0, blocks!.Length - 1);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            (low, high) = count(blocks[middle]) <= position ? (middle, high) : (low, middle - 1);
        }

        return blocks[low];
    }

    private readonly struct BlockStart(int index, int bytes, int codePoints)
    {
        public int Index { get; } = index;

        public int Bytes { get; } = bytes;

        public int CodePoints { get; } = codePoints;
    }
}
