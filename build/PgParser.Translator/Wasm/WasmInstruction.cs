namespace PgParser.Translator.Wasm;

/// <summary>One instruction with its immediates.</summary>
/// <param name="Opcode">What it does.</param>
/// <param name="Value">A constant (floats as bits), or the index of a local, global, function, type or label.</param>
/// <param name="Offset">The constant part of a memory address.</param>
/// <param name="BlockType">The result of a block, if it has one.</param>
/// <param name="Targets">The labels of a br_table, the default last.</param>
internal readonly record struct WasmInstruction(
    Opcode Opcode, long Value = 0, uint Offset = 0, WasmType? BlockType = null, int[]? Targets = null);
