using System;
using System.Collections.Generic;

namespace PgParser.Translator.Wasm;

/// <summary>Decodes the instructions of one function.</summary>
internal static class InstructionReader
{
    public static List<WasmInstruction> Read(FunctionBody body)
    {
        List<WasmInstruction> instructions = [];
        var reader = new ByteReader(body.Code);
        while (!reader.AtEnd)
        {
            instructions.Add(Next(ref reader));
        }

        return instructions;
    }

    private static WasmInstruction Next(ref ByteReader reader)
    {
        int code = reader.Byte();
        var opcode = (Opcode)(code == 0xFC ? 0xFC00 | reader.Index() : code);
        if (!Enum.IsDefined(opcode))
        {
            throw new UnsupportedWasmException($"instruction 0x{(int)opcode:X}");
        }

        switch (opcode)
        {
            case Opcode.Block or Opcode.Loop or Opcode.If:
                return new WasmInstruction(opcode, BlockType: ReadBlockType(ref reader));
            case Opcode.Br or Opcode.BrIf or Opcode.Call or (>= Opcode.LocalGet and <= Opcode.GlobalSet):
                return new WasmInstruction(opcode, reader.Index());
            case Opcode.BrTable:
                var targets = new int[reader.Index() + 1];
                for (var i = 0; i < targets.Length; i++)
                {
                    targets[i] = reader.Index();
                }

                return new WasmInstruction(opcode, Targets: targets);
            case Opcode.CallIndirect:
                var type = reader.Index();
                Zero(reader.Byte());
                return new WasmInstruction(opcode, type);
            case >= Opcode.I32Load and <= Opcode.I64Store32:
                _ = reader.Unsigned(); // alignment is a hint
                return new WasmInstruction(opcode, Offset: reader.Unsigned());
            case Opcode.I32Const:
                return new WasmInstruction(opcode, (int)reader.Signed());
            case Opcode.I64Const:
                return new WasmInstruction(opcode, reader.Signed());
            case Opcode.F32Const:
                return new WasmInstruction(opcode, BitConverter.ToInt32(reader.Take(4)));
            case Opcode.F64Const:
                return new WasmInstruction(opcode, BitConverter.ToInt64(reader.Take(8)));
            case Opcode.MemorySize or Opcode.MemoryFill:
                Zero(reader.Byte());
                return new WasmInstruction(opcode);
            case Opcode.MemoryCopy:
                Zero(reader.Byte());
                Zero(reader.Byte());
                return new WasmInstruction(opcode);
            default:
                return new WasmInstruction(opcode);
        }
    }

    private static WasmType? ReadBlockType(ref ByteReader reader)
    {
        var code = reader.Byte();
        return code == 0x40 ? null
            : Enum.IsDefined((WasmType)code) ? (WasmType)code
            : throw new UnsupportedWasmException("a block with parameters or several results");
    }

    private static void Zero(byte index)
    {
        if (index != 0)
        {
            throw new UnsupportedWasmException("a second memory or table");
        }
    }
}
