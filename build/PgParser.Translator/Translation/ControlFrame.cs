using PgParser.Translator.Il;
using PgParser.Translator.Wasm;

namespace PgParser.Translator.Translation;

/// <summary>An open block, loop or if.</summary>
internal sealed class ControlFrame(Opcode kind, WasmType? result, int resultSlot, int height)
{
    public Opcode Kind { get; } = kind;

    public WasmType? Result { get; } = result;

    /// <summary>The local that carries the result over the block's end.</summary>
    public int ResultSlot { get; } = resultSlot;

    /// <summary>How many operands lie below the block.</summary>
    public int Height { get; } = height;

    /// <summary>Where a branch to this block goes: a loop's start, any other block's end.</summary>
    public Label Target { get; } = new();

    /// <summary>Where an if goes whose condition does not hold, until its else has been seen.</summary>
    public Label? Else { get; set; } = kind == Opcode.If ? new() : null;

    public bool IsLoop => Kind == Opcode.Loop;

    /// <summary>Whether some branch goes to the end.</summary>
    public bool EndIsTarget { get; set; }

    /// <summary>A branch to a loop carries nothing, as its parameters are none.</summary>
    public WasmType? BranchResult => IsLoop ? null : Result;
}
