using System.Reflection.Metadata;
using PgParser.Translator.Wasm;

namespace PgParser.Translator.Translation;

/// <summary>How a load or store is done.</summary>
/// <param name="Type">The type on the operand stack.</param>
/// <param name="Size">Bytes in memory.</param>
/// <param name="OpCode">IL's instruction.</param>
/// <param name="Conversion">What widens a loaded value, or narrows one before it is stored.</param>
internal sealed record MemoryAccess(WasmType Type, int Size, ILOpCode OpCode, ILOpCode? Conversion = null)
{
    public static MemoryAccess Of(Opcode opcode) => opcode switch
    {
        Opcode.I32Load => new(WasmType.I32, 4, ILOpCode.Ldind_i4),
        Opcode.I32Load8S => new(WasmType.I32, 1, ILOpCode.Ldind_i1),
        Opcode.I32Load8U => new(WasmType.I32, 1, ILOpCode.Ldind_u1),
        Opcode.I32Load16S => new(WasmType.I32, 2, ILOpCode.Ldind_i2),
        Opcode.I32Load16U => new(WasmType.I32, 2, ILOpCode.Ldind_u2),
        Opcode.I64Load => new(WasmType.I64, 8, ILOpCode.Ldind_i8),
        Opcode.I64Load8S => new(WasmType.I64, 1, ILOpCode.Ldind_i1, ILOpCode.Conv_i8),
        Opcode.I64Load8U => new(WasmType.I64, 1, ILOpCode.Ldind_u1, ILOpCode.Conv_u8),
        Opcode.I64Load16S => new(WasmType.I64, 2, ILOpCode.Ldind_i2, ILOpCode.Conv_i8),
        Opcode.I64Load16U => new(WasmType.I64, 2, ILOpCode.Ldind_u2, ILOpCode.Conv_u8),
        Opcode.I64Load32S => new(WasmType.I64, 4, ILOpCode.Ldind_i4, ILOpCode.Conv_i8),
        Opcode.I64Load32U => new(WasmType.I64, 4, ILOpCode.Ldind_u4, ILOpCode.Conv_u8),
        Opcode.F32Load => new(WasmType.F32, 4, ILOpCode.Ldind_r4),
        Opcode.F64Load => new(WasmType.F64, 8, ILOpCode.Ldind_r8),
        Opcode.I32Store => new(WasmType.I32, 4, ILOpCode.Stind_i4),
        Opcode.I32Store8 => new(WasmType.I32, 1, ILOpCode.Stind_i1),
        Opcode.I32Store16 => new(WasmType.I32, 2, ILOpCode.Stind_i2),
        Opcode.I64Store => new(WasmType.I64, 8, ILOpCode.Stind_i8),
        Opcode.I64Store8 => new(WasmType.I64, 1, ILOpCode.Stind_i1, ILOpCode.Conv_i4),
        Opcode.I64Store16 => new(WasmType.I64, 2, ILOpCode.Stind_i2, ILOpCode.Conv_i4),
        Opcode.I64Store32 => new(WasmType.I64, 4, ILOpCode.Stind_i4, ILOpCode.Conv_i4),
        Opcode.F64Store => new(WasmType.F64, 8, ILOpCode.Stind_r8),
        _ => throw new UnsupportedWasmException($"memory access {opcode}"),
    };
}
