using System;
using System.Collections.Generic;
using System.Reflection;
using PgParser.Translator.Metadata;
using PgParser.Translator.Translation;
using PgParser.Translator.Wasm;

namespace MigrationSafety.PgParser.Tests.Translator;

/// <summary>Builds small WebAssembly modules by hand, translates and loads them.</summary>
internal sealed class TinyModule
{
    public const int MemorySize = 1 << 16;

    private readonly List<byte> types = [];
    private readonly List<byte> functions = [];
    private readonly List<byte> exports = [];
    private readonly List<byte> code = [];
    private readonly List<string> names = [];

    /// <param name="name">The export's name.</param>
    /// <param name="parameters">Types of the parameters.</param>
    /// <param name="result">Type of the result, if there is one.</param>
    /// <param name="body">The instructions, without the last end.</param>
    /// <param name="locals">Types of the locals.</param>
    public TinyModule Function(string name, WasmType[] parameters, WasmType? result, byte[] body, params WasmType[] locals)
    {
        types.AddRange([0x60, (byte)parameters.Length, .. Array.ConvertAll(parameters, type => (byte)type)]);
        types.AddRange(result is { } one ? [1, (byte)one] : [0]);
        functions.Add((byte)names.Count);
        exports.AddRange([.. Name(name), 0, (byte)names.Count]);
        byte[] declared = [.. Number(locals.Length), .. Locals(locals)];
        code.AddRange([.. Number(declared.Length + body.Length + 1), .. declared, .. body, 0x0B]);
        names.Add(name);
        return this;
    }

    public byte[] ToWasm() =>
    [
        0x00, 0x61, 0x73, 0x6D, 1, 0, 0, 0,
        .. Section(1, [.. Number(names.Count), .. types]),
        .. Section(3, [.. Number(names.Count), .. functions]),
        .. Section(5, [1, 0, 1]),
        .. Section(7, [.. Number(names.Count), .. exports]),
        .. Section(10, [.. Number(names.Count), .. code]),
    ];

    public Type Load(TranslationOptions? options = null)
    {
        var translated = ModuleTranslator.Translate(
            ToWasm(), GlueNames.None([.. names]), options ?? new TranslationOptions(MemorySize));
        return Assembly.Load(AssemblyWriter.Write(translated, new AssemblyNames("Tiny", "Tiny", "Module", []))).GetType("Tiny.Module")!;
    }

    public static byte[] Number(long value)
    {
        List<byte> bytes = [];
        while (value is < -64 or > 63)
        {
            bytes.Add((byte)((value & 0x7F) | 0x80));
            value >>= 7;
        }

        bytes.Add((byte)(value & 0x7F));
        return [.. bytes];
    }

    private static byte[] Name(string name) => [(byte)name.Length, .. System.Text.Encoding.ASCII.GetBytes(name)];

    private static IEnumerable<byte> Locals(WasmType[] locals)
    {
        foreach (var local in locals)
        {
            yield return 1;
            yield return (byte)local;
        }
    }

    private static byte[] Section(byte id, byte[] content) => [id, .. Number(content.Length), .. content];
}
