using System;
using System.Linq;
using PgParser.Translator.Wasm;

namespace PgParser.Translator.Translation;

/// <summary>
/// One instance is one block of bytes. Generated code gets the address where the module's memory starts;
/// globals and the function table lie before it, where no masked address can reach, and a guard after it.
/// </summary>
internal sealed class MemoryLayout
{
    public const int TableEntrySize = 16;

    private readonly int tableOffset;

    public MemoryLayout(WasmModule module, int memorySize)
    {
        if (memorySize < 1 << 16 || (memorySize & (memorySize - 1)) != 0)
        {
            throw new ArgumentException("the mask needs a power of two", nameof(memorySize));
        }

        MemorySize = memorySize;
        tableOffset = -AlignUp((8 * module.Globals.Count) + (TableEntrySize * module.TableSize));
        Image = BuildImage(module, memorySize);
    }

    public int MemorySize { get; }

    /// <summary>Keeps an address inside the memory.</summary>
    public int Mask => MemorySize - 1;

    /// <summary>Bytes before the memory.</summary>
    public int HeaderSize => -tableOffset;

    /// <summary>Bytes after the memory: constant offsets up to this size are added after masking.</summary>
    public static int GuardSize => 1 << 16;

    /// <summary>The initial content from <see cref="ImageAddress"/> on.</summary>
    public byte[] Image { get; }

    public int ImageAddress { get; private set; }

    public static int GlobalOffset(int index) => -8 * (index + 1);

    public int TableOffset => tableOffset;

    private static int AlignUp(int size) => (size + 63) & ~63;

    private byte[] BuildImage(WasmModule module, int memorySize)
    {
        var segments = module.Data.Where(segment => segment.Bytes.Length > 0).ToList();
        if (segments.Count == 0)
        {
            return [];
        }

        ImageAddress = segments.Min(segment => segment.Address);
        var image = new byte[segments.Max(segment => segment.Address + segment.Bytes.Length) - ImageAddress];
        if (ImageAddress < 0 || ImageAddress + image.Length > memorySize)
        {
            throw new UnsupportedWasmException("data outside the memory");
        }

        foreach (var segment in segments)
        {
            segment.Bytes.CopyTo(image, segment.Address - ImageAddress);
        }

        return image;
    }
}
