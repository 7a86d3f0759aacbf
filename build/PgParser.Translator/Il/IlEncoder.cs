using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.IO;
using System.Reflection.Metadata;

namespace PgParser.Translator.Il;

/// <summary>Turns instructions into bytes. Branches start long and are shortened until nothing changes.</summary>
internal sealed class IlEncoder
{
    private readonly IReadOnlyList<Instruction> code;
    private readonly bool[] isShort;
    private readonly int[] offsets;
    private readonly Dictionary<Label, int> labels = [];

    private IlEncoder(IReadOnlyList<Instruction> code)
    {
        this.code = code;
        isShort = new bool[code.Count];
        offsets = new int[code.Count + 1];
        do
        {
            Place();
        }
        while (Shorten());
    }

    public static byte[] Encode(IReadOnlyList<Instruction> code, ITokens tokens, out Func<Label, int> offsetOf)
    {
        var encoder = new IlEncoder(code);
        offsetOf = label => encoder.labels[label];
        return encoder.Write(tokens);
    }

    /// <summary>The size with long branches: never less than the final one.</summary>
    public static int SizeOf(Instruction instruction) => Size(instruction, isShort: false);

    private void Place()
    {
        var offset = 0;
        for (var i = 0; i < code.Count; i++)
        {
            offsets[i] = offset;
            if (code[i].Kind == InstructionKind.Label)
            {
                labels[(Label)code[i].Operand!] = offset;
            }

            offset += Size(code[i], isShort[i]);
        }

        offsets[code.Count] = offset;
    }

    private bool Shorten()
    {
        var changed = false;
        for (var i = 0; i < code.Count; i++)
        {
            if (!isShort[i] && code[i].Kind is InstructionKind.Branch or InstructionKind.Leave
                && labels[(Label)code[i].Operand!] - offsets[i] - 2 is >= -128 and <= 127)
            {
                isShort[i] = true;
                changed = true;
            }
        }

        return changed;
    }

    private static int Size(Instruction instruction, bool isShort) => instruction.Kind switch
    {
        InstructionKind.Label or InstructionKind.Boundary => 0,
        InstructionKind.Plain => SizeOf(instruction.OpCode),
        InstructionKind.Int32 => instruction.Number switch { >= -1 and <= 8 => 1, >= -128 and <= 127 => 2, _ => 5 },
        InstructionKind.Int64 or InstructionKind.Float64 => 9,
        InstructionKind.LoadArgument or InstructionKind.LoadLocal => SizeOfIndex(instruction, shortest: 3),
        InstructionKind.StoreLocal => SizeOfIndex(instruction, shortest: 3),
        InstructionKind.StoreArgument => SizeOfIndex(instruction, shortest: -1),
        InstructionKind.LoadArgumentAddress => 2,
        InstructionKind.FrameAddress => instruction.Number == 0 ? 1 : 2 + Size(Instruction.Int32(instruction.Number), false),
        InstructionKind.Compare => SizeOfCompare((Condition)instruction.Operand!),
        InstructionKind.Branch or InstructionKind.Leave => isShort ? 2 : 5,
        InstructionKind.Switch => 5 + (4 * ((Label[])instruction.Operand!).Length),
        InstructionKind.LoadMethod => 6,
        InstructionKind.Jump => 6,
        InstructionKind.JumpTable => 30,
        _ => 5,
    };

    private static int SizeOf(ILOpCode opCode) => (int)opCode > 0xFF ? 2 : 1;

    private static int SizeOfIndex(Instruction instruction, int shortest) =>
        instruction.Number <= shortest ? 1 : instruction.Number <= 255 ? 2 : 4;

    private static int SizeOfCompare(Condition condition) =>
        (condition.Compare is null ? 3 : 2) + (condition.Negate ? 3 : 0);

    private byte[] Write(ITokens tokens)
    {
        var output = new MemoryStream(offsets[code.Count]);
        for (var i = 0; i < code.Count; i++)
        {
            WriteOne(output, tokens, i);
        }

        return output.Length == offsets[code.Count]
            ? output.ToArray()
            : throw new InvalidOperationException("an instruction was written with another size than planned");
    }

    private void WriteOne(MemoryStream output, ITokens tokens, int index)
    {
        var instruction = code[index];
        switch (instruction.Kind)
        {
            case InstructionKind.Label or InstructionKind.Boundary:
                break;
            case InstructionKind.Plain:
                WriteOpCode(output, instruction.OpCode);
                break;
            case InstructionKind.Int32:
                WriteInt32Constant(output, (int)instruction.Number);
                break;
            case InstructionKind.Int64 or InstructionKind.Float64:
                WriteOpCode(output, instruction.OpCode);
                WriteInt64(output, instruction.Number);
                break;
            case InstructionKind.Float32:
                WriteWithToken(output, instruction.OpCode, (int)instruction.Number);
                break;
            case InstructionKind.LoadArgument:
                WriteIndexed(output, instruction, ILOpCode.Ldarg_0, 3, ILOpCode.Ldarg_s, ILOpCode.Ldarg);
                break;
            case InstructionKind.StoreArgument:
                WriteIndexed(output, instruction, ILOpCode.Nop, -1, ILOpCode.Starg_s, ILOpCode.Starg);
                break;
            case InstructionKind.LoadLocal:
                WriteIndexed(output, instruction, ILOpCode.Ldloc_0, 3, ILOpCode.Ldloc_s, ILOpCode.Ldloc);
                break;
            case InstructionKind.StoreLocal:
                WriteIndexed(output, instruction, ILOpCode.Stloc_0, 3, ILOpCode.Stloc_s, ILOpCode.Stloc);
                break;
            case InstructionKind.LoadArgumentAddress:
                WriteOpCode(output, instruction.OpCode);
                output.WriteByte((byte)instruction.Number);
                break;
            case InstructionKind.FrameAddress:
                WriteOpCode(output, ILOpCode.Ldarg_1);
                if (instruction.Number != 0)
                {
                    WriteInt32Constant(output, (int)instruction.Number);
                    WriteOpCode(output, ILOpCode.Add);
                }

                break;
            case InstructionKind.Compare:
                WriteCompare(output, (Condition)instruction.Operand!);
                break;
            case InstructionKind.Branch or InstructionKind.Leave:
                WriteBranch(output, index);
                break;
            case InstructionKind.Switch:
                WriteSwitch(output, (Label[])instruction.Operand!, offsets[index + 1]);
                break;
            case InstructionKind.Call or InstructionKind.LoadMethod:
                WriteWithToken(output, instruction.OpCode, tokens.Of((IlMethod)instruction.Operand!));
                break;
            case InstructionKind.CallExternal or InstructionKind.NewObject:
                WriteWithToken(output, instruction.OpCode, tokens.Of((ExternalMember)instruction.Operand!));
                break;
            case InstructionKind.LoadData:
                WriteWithToken(output, instruction.OpCode, tokens.Of((IlData)instruction.Operand!));
                break;
            case InstructionKind.CallPointer:
                WriteWithToken(output, instruction.OpCode, tokens.Of((IlSignature)instruction.Operand!));
                break;
            case InstructionKind.String:
                WriteWithToken(output, instruction.OpCode, tokens.Of((string)instruction.Operand!));
                break;
            default:
                throw new InvalidOperationException($"{instruction.Kind} belongs to a page and must be resolved there");
        }
    }

    private void WriteBranch(MemoryStream output, int index)
    {
        var instruction = code[index];
        var distance = labels[(Label)instruction.Operand!] - offsets[index + 1];
        if (isShort[index])
        {
            WriteOpCode(output, instruction.OpCode.GetShortBranch());
            output.WriteByte((byte)distance);
        }
        else
        {
            WriteWithToken(output, instruction.OpCode, distance);
        }
    }

    private void WriteSwitch(MemoryStream output, Label[] targets, int end)
    {
        WriteWithToken(output, ILOpCode.Switch, targets.Length);
        foreach (var target in targets)
        {
            WriteInt32(output, labels[target] - end);
        }
    }

    private static void WriteCompare(MemoryStream output, Condition condition)
    {
        if (condition.Compare is { } compare)
        {
            WriteOpCode(output, compare);
        }
        else
        {
            WriteOpCode(output, ILOpCode.Ldc_i4_0);
            WriteOpCode(output, ILOpCode.Ceq);
        }

        if (condition.Negate)
        {
            WriteOpCode(output, ILOpCode.Ldc_i4_0);
            WriteOpCode(output, ILOpCode.Ceq);
        }
    }

    private static void WriteIndexed(
        MemoryStream output, Instruction instruction, ILOpCode first, int shortest, ILOpCode shortForm, ILOpCode longForm)
    {
        var index = (int)instruction.Number;
        if (index <= shortest)
        {
            WriteOpCode(output, (ILOpCode)((int)first + index));
        }
        else if (index <= 255)
        {
            WriteOpCode(output, shortForm);
            output.WriteByte((byte)index);
        }
        else
        {
            WriteOpCode(output, longForm);
            output.WriteByte((byte)index);
            output.WriteByte((byte)(index >> 8));
        }
    }

    private static void WriteInt32Constant(MemoryStream output, int value)
    {
        switch (value)
        {
            case >= -1 and <= 8:
                WriteOpCode(output, (ILOpCode)((int)ILOpCode.Ldc_i4_0 + value));
                break;
            case >= -128 and <= 127:
                WriteOpCode(output, ILOpCode.Ldc_i4_s);
                output.WriteByte((byte)value);
                break;
            default:
                WriteWithToken(output, ILOpCode.Ldc_i4, value);
                break;
        }
    }

    private static void WriteWithToken(MemoryStream output, ILOpCode opCode, int token)
    {
        WriteOpCode(output, opCode);
        WriteInt32(output, token);
    }

    private static void WriteOpCode(MemoryStream output, ILOpCode opCode)
    {
        if ((int)opCode > 0xFF)
        {
            output.WriteByte((byte)((int)opCode >> 8));
        }

        output.WriteByte((byte)opCode);
    }

    private static void WriteInt32(MemoryStream output, int value)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, value);
        output.Write(bytes);
    }

    private static void WriteInt64(MemoryStream output, long value)
    {
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, value);
        output.Write(bytes);
    }
}
