using System;
using System.Linq;
using PgParser.Translator.Translation;
using PgParser.Translator.Wasm;
using Xunit;

namespace MigrationSafety.PgParser.Tests.Translator;

/// <summary>Translated code cannot touch anything outside its block, whatever addresses it computes.</summary>
public unsafe class MemorySafetyTests
{
    private const int Margin = 1 << 20;
    private const byte Untouched = 0xA5;

    private static readonly uint[] Addresses =
        [0, 1, 0xFFFF, 0x1_0000, 0x1_0001, 0x2_0000, 0x7FFF_FFFF, 0x8000_0000, 0xFFFF_0000, 0xFFFF_FFF8, 0xFFFF_FFFF];

    private static readonly uint[] Offsets = [0, 1, 0xFFF8, 0xFFFF, 0x1_0000, 0x10_0000, 0x7FFF_FFFF, 0xFFFF_FFFF];

    [Fact]
    public void Stores_at_any_address_stay_in_the_block()
    {
        foreach (var offset in Offsets)
        {
            var type = new TinyModule()
                .Function("store32", [WasmType.I32], null, [0x20, 0, 0x41, .. TinyModule.Number(-1), 0x36, 0, .. Unsigned(offset)])
                .Function("store64", [WasmType.I32], null, [0x20, 0, 0x42, .. TinyModule.Number(-1), 0x37, 0, .. Unsigned(offset)])
                .Function("store8", [WasmType.I32], null, [0x20, 0, 0x41, .. TinyModule.Number(-1), 0x3A, 0, .. Unsigned(offset)])
                .Load();
            foreach (var name in new[] { "store32", "store64", "store8" })
            {
                var store = (delegate*<byte*, uint, void>)Loaded.Pointer(type, name);
                AssertStaysInside(type, memory =>
                {
                    foreach (var address in Addresses)
                    {
                        store(memory, address);
                    }
                });
            }
        }
    }

    [Fact]
    public void A_store_beyond_the_memory_lands_where_the_mask_says()
    {
        var type = new TinyModule()
            .Function("store", [WasmType.I32, WasmType.I32], null, [0x20, 0, 0x20, 1, 0x36, 2, 0])
            .Function("load", [WasmType.I32], WasmType.I32, [0x20, 0, 0x28, 2, 0])
            .Load();
        var store = (delegate*<byte*, uint, int, void>)Loaded.Pointer(type, "store");
        var load = (delegate*<byte*, uint, int>)Loaded.Pointer(type, "load");
        AssertStaysInside(type, memory =>
        {
            store(memory, (5 * TinyModule.MemorySize) + 16, 42);
            Assert.Equal(42, load(memory, 16));
            Assert.Equal(42, load(memory, 0xFFFF_0010));
        });
    }

    [Fact]
    public void Bulk_copies_and_fills_beyond_the_memory_trap_and_change_nothing()
    {
        var type = new TinyModule()
            .Function("copy", [WasmType.I32, WasmType.I32, WasmType.I32], null, [0x20, 0, 0x20, 1, 0x20, 2, 0xFC, 0x0A, 0, 0])
            .Function("fill", [WasmType.I32, WasmType.I32, WasmType.I32], null, [0x20, 0, 0x20, 1, 0x20, 2, 0xFC, 0x0B, 0])
            .Load();
        var copy = (delegate*<byte*, uint, uint, uint, void>)Loaded.Pointer(type, "copy");
        var fill = (delegate*<byte*, uint, uint, uint, void>)Loaded.Pointer(type, "fill");
        AssertStaysInside(type, memory =>
        {
            foreach (var (to, from, size) in new (uint, uint, uint)[]
                { (0xFFFF, 0, 2), (0, 0xFFFF, 2), (0, 0, 0x1_0001), (0xFFFF_FFFF, 0, 1), (0, 0, 0xFFFF_FFFF), (0x8000_0000, 0x8000_0000, 0x8000_0000) })
            {
                Assert.Equal("out of bounds memory access", Loaded.TrapOf(() => copy(memory, to, from, size)));
                if (from == 0)
                {
                    Assert.Equal("out of bounds memory access", Loaded.TrapOf(() => fill(memory, to, 1, size)));
                }
            }

            fill(memory, 0x8000, 7, 0x8000);
            copy(memory, 0x7FFF, 0x8000, 0x8000);
            copy(memory, 0x8000, 0x7FFF, 0x8000);
            Assert.Equal(7, memory[0xFFFF]);
            Assert.Equal(0, memory[0x7FFE]);
        });
    }

    [Fact]
    public void Overlapping_copies_move_the_bytes()
    {
        var type = new TinyModule()
            .Function("copy", [WasmType.I32, WasmType.I32, WasmType.I32], null, [0x20, 0, 0x20, 1, 0x20, 2, 0xFC, 0x0A, 0, 0])
            .Load();
        var copy = (delegate*<byte*, uint, uint, uint, void>)Loaded.Pointer(type, "copy");
        AssertStaysInside(type, memory =>
        {
            for (var i = 0; i < 100; i++)
            {
                memory[i] = (byte)i;
            }

            copy(memory, 10, 0, 90);
            Assert.Equal(Enumerable.Range(0, 90).Select(i => (byte)i), new Span<byte>(memory + 10, 90).ToArray());
            copy(memory, 0, 10, 90);
            Assert.Equal(Enumerable.Range(0, 90).Select(i => (byte)i), new Span<byte>(memory, 90).ToArray());
        });
    }

    [Fact]
    public void A_constant_address_outside_the_memory_is_not_translated() =>
        Assert.Contains("constant address", Assert.Throws<UnsupportedWasmException>(() =>
            new TinyModule().Function("f", [], WasmType.I32, [0x41, .. TinyModule.Number(TinyModule.MemorySize - 3), 0x28, 2, 0]).Load()).Message);

    private delegate void Use(byte* memory);

    private static void AssertStaysInside(Type type, Use use)
    {
        var header = Loaded.Constant(type, "HeaderSize");
        var inside = header + TinyModule.MemorySize + Loaded.Constant(type, "GuardSize");
        var block = new byte[Margin + inside + Margin];
        Array.Fill(block, Untouched);
        Array.Clear(block, Margin, inside);
        fixed (byte* start = block)
        {
            use(start + Margin + header);
        }

        Assert.Equal(-1, block.AsSpan(0, Margin).IndexOfAnyExcept(Untouched));
        Assert.Equal(-1, block.AsSpan(Margin, header).IndexOfAnyExcept((byte)0));
        Assert.Equal(-1, block.AsSpan(Margin + inside).IndexOfAnyExcept(Untouched));
    }

    private static byte[] Unsigned(uint value)
    {
        var bytes = new System.Collections.Generic.List<byte>();
        for (; value >= 0x80; value >>= 7)
        {
            bytes.Add((byte)(value | 0x80));
        }

        bytes.Add((byte)value);
        return [.. bytes];
    }
}
