using System;
using System.Text;

namespace PgParser.Translator.Wasm;

/// <summary>Reads WebAssembly's primitive encodings.</summary>
internal ref struct ByteReader(ReadOnlySpan<byte> bytes)
{
    private readonly ReadOnlySpan<byte> bytes = bytes;

    public int Position { get; private set; }

    public readonly bool AtEnd => Position >= bytes.Length;

    public byte Byte() => bytes[Position++];

    public int Index() => checked((int)Unsigned());

    public uint Unsigned()
    {
        uint value = 0;
        for (var shift = 0; ; shift += 7)
        {
            var next = Byte();
            value |= (uint)(next & 0x7F) << shift;
            if (next < 0x80)
            {
                return value;
            }
        }
    }

    public long Signed()
    {
        long value = 0;
        for (var shift = 0; ;)
        {
            var next = Byte();
            value |= (long)(next & 0x7F) << shift;
            shift += 7;
            if (next < 0x80)
            {
                return shift < 64 && (next & 0x40) != 0 ? value | (-1L << shift) : value;
            }
        }
    }

    public ReadOnlySpan<byte> Take(int count)
    {
        var taken = bytes.Slice(Position, count);
        Position += count;
        return taken;
    }

    public ReadOnlySpan<byte> Rest() => Take(bytes.Length - Position);

    public string Name() => Encoding.UTF8.GetString(Take(Index()));
}
