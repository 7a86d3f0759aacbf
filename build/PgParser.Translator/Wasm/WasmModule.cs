using System.Collections.Generic;

namespace PgParser.Translator.Wasm;

/// <summary>The parts of a WebAssembly module that the translator understands.</summary>
internal sealed class WasmModule
{
    public List<FunctionType> Types { get; } = [];

    public List<FunctionImport> Imports { get; } = [];

    /// <summary>Functions of the module itself; their indexes come after the imports.</summary>
    public List<FunctionBody> Functions { get; } = [];

    public List<GlobalVariable> Globals { get; } = [];

    /// <summary>Name of the export to index of the function.</summary>
    public Dictionary<string, int> FunctionExports { get; } = [];

    public int TableSize { get; set; }

    /// <summary>Slot of the table to index of the function.</summary>
    public SortedDictionary<int, int> TableEntries { get; } = [];

    public List<DataSegment> Data { get; } = [];

    public FunctionType TypeOf(int function) =>
        function < Imports.Count ? Imports[function].Type : Functions[function - Imports.Count].Type;
}

internal sealed record FunctionImport(string Name, FunctionType Type);

internal sealed record FunctionBody(FunctionType Type, IReadOnlyList<WasmType> Locals, byte[] Code);

internal sealed record GlobalVariable(WasmType Type, long InitialValue);

internal sealed record DataSegment(int Address, byte[] Bytes);
