using System.Reflection.Metadata;
using PgParser.Translator.Il;
using PgParser.Translator.Wasm;

namespace PgParser.Translator.Translation;

/// <summary>Loads and stores by type.</summary>
internal static class Memory
{
    public static Instruction LoadOf(WasmType type) => Instruction.Plain(type switch
    {
        WasmType.I32 => ILOpCode.Ldind_i4,
        WasmType.I64 => ILOpCode.Ldind_i8,
        WasmType.F32 => ILOpCode.Ldind_r4,
        _ => ILOpCode.Ldind_r8,
    });

    public static Instruction StoreOf(WasmType type) => Instruction.Plain(type switch
    {
        WasmType.I32 => ILOpCode.Stind_i4,
        WasmType.I64 => ILOpCode.Stind_i8,
        WasmType.F32 => ILOpCode.Stind_r4,
        _ => ILOpCode.Stind_r8,
    });
}
