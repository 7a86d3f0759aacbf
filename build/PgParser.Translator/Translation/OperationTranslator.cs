using System.Linq;
using System.Reflection.Metadata;
using PgParser.Translator.Il;
using PgParser.Translator.Wasm;

namespace PgParser.Translator.Translation;

/// <summary>Translates what is not control flow: locals, globals, memory, calls, and through tables the arithmetic.</summary>
internal sealed class OperationTranslator(ModuleMethods methods, CodeBuilder builder)
{
    private readonly MemoryLayout layout = methods.Layout;

    public void Translate(WasmInstruction instruction)
    {
        switch (instruction.Opcode)
        {
            case Opcode.Drop:
                builder.Drop();
                break;
            case Opcode.Select:
                TranslateSelect();
                break;
            case Opcode.LocalGet:
                builder.LoadLocal((int)instruction.Value);
                break;
            case Opcode.LocalSet:
                builder.StoreLocal((int)instruction.Value);
                break;
            case Opcode.LocalTee:
                builder.TeeLocal((int)instruction.Value);
                break;
            case Opcode.GlobalGet:
                TranslateGlobalGet((int)instruction.Value);
                break;
            case Opcode.GlobalSet:
                TranslateGlobalSet((int)instruction.Value);
                break;
            case Opcode.Call:
                TranslateCall(methods[(int)instruction.Value], methods.TypeOf((int)instruction.Value), extraOperands: 0);
                break;
            case Opcode.CallIndirect:
                var type = methods.Module.Types[(int)instruction.Value];
                TranslateCall(methods.IndirectCall(type), type, extraOperands: 1);
                break;
            case Opcode.MemorySize:
                Constant(WasmType.I32, Instruction.Int32(layout.MemorySize >> 16));
                break;
            case Opcode.MemoryCopy:
                TranslateBulk(methods.Support.MemoryCopy);
                break;
            case Opcode.MemoryFill:
                TranslateBulk(methods.Support.MemoryFill);
                break;
            case Opcode.I32Const:
                Constant(WasmType.I32, Instruction.Int32(instruction.Value));
                break;
            case Opcode.I64Const:
                Constant(WasmType.I64, Instruction.Int64(instruction.Value));
                break;
            case Opcode.F32Const:
                Constant(WasmType.F32, Instruction.Float32(instruction.Value));
                break;
            case Opcode.F64Const:
                Constant(WasmType.F64, Instruction.Float64(instruction.Value));
                break;
            case >= Opcode.I32Load and <= Opcode.I64Load32U:
                TranslateLoad(instruction);
                break;
            case >= Opcode.I32Store and <= Opcode.I64Store32:
                TranslateStore(instruction);
                break;
            case >= Opcode.I32Eqz and <= Opcode.F64Ge:
                TranslateComparison(instruction.Opcode);
                break;
            default:
                TranslateArithmetic(instruction.Opcode);
                break;
        }
    }

    /// <summary>Branches on the value whose code was written last; a comparison becomes part of the branch.</summary>
    public void BranchIf(Label target, bool whenTrue)
    {
        var opCode = whenTrue ? ILOpCode.Brtrue : ILOpCode.Brfalse;
        if (builder.Code[^1].Kind == InstructionKind.Compare)
        {
            var condition = (Condition)builder.Code[^1].Operand!;
            opCode = whenTrue ? condition.WhenTrue : condition.WhenFalse;
            builder.Code.RemoveAt(builder.Code.Count - 1);
        }

        builder.Add(Instruction.Branch(opCode, target));
    }

    private void Constant(WasmType type, Instruction instruction)
    {
        builder.Push(type, builder.Code.Count);
        builder.Add(instruction);
    }

    private void TranslateSelect()
    {
        // IL cannot exchange the two topmost values, so both wait in temporaries for the condition.
        builder.BringBack(3);
        var (whenTrue, whenFalse) = builder.PopPairBelowTop();
        var start = builder.Pop().Start;
        var (otherwise, end) = (new Label(), new Label());
        BranchIf(otherwise, whenTrue: true);
        builder.LoadSlot(whenFalse);
        builder.Add(Instruction.Branch(ILOpCode.Br, end));
        builder.Add(Instruction.Mark(otherwise));
        builder.LoadSlot(whenTrue);
        builder.Add(Instruction.Mark(end));
        builder.Push(builder.TypeOf(whenTrue), start);
    }

    private void TranslateGlobalGet(int index)
    {
        builder.Push(methods.Module.Globals[index].Type, builder.Code.Count);
        builder.Add(Instruction.LoadArgument(0));
        builder.Add(Instruction.Int32(MemoryLayout.GlobalOffset(index)));
        builder.Add(ILOpCode.Add);
        builder.Add(Memory.LoadOf(methods.Module.Globals[index].Type));
    }

    private void TranslateGlobalSet(int index)
    {
        var value = builder.Pop();
        builder.Code.InsertRange(value.Start,
        [
            Instruction.LoadArgument(0),
            Instruction.Int32(MemoryLayout.GlobalOffset(index)),
            Instruction.Plain(ILOpCode.Add),
        ]);
        builder.Add(Memory.StoreOf(value.Type));
    }

    private void TranslateCall(IlMethod method, FunctionType type, int extraOperands)
    {
        var arguments = builder.Pop(type.Parameters.Count + extraOperands);
        var start = arguments.Length > 0 ? arguments[0].Start : builder.Code.Count;
        builder.Code.Insert(start, Instruction.LoadArgument(0));
        builder.Add(Instruction.Call(method));
        if (type.Result is { } result)
        {
            builder.Push(result, start);
        }
    }

    private void TranslateBulk(IlMethod method)
    {
        var operands = builder.Pop(3);
        builder.Code.Insert(operands[0].Start, Instruction.LoadArgument(0));
        builder.Add(Instruction.Call(method));
    }

    private void TranslateLoad(WasmInstruction instruction)
    {
        var access = MemoryAccess.Of(instruction.Opcode);
        var address = builder.Pop();
        InsertAddress(address.Start, builder.Code.Count, instruction.Offset, access.Size);
        builder.Add(access.OpCode);
        if (access.Conversion is { } conversion)
        {
            builder.Add(conversion);
        }

        builder.Push(access.Type, address.Start);
    }

    private void TranslateStore(WasmInstruction instruction)
    {
        var access = MemoryAccess.Of(instruction.Opcode);
        var operands = builder.Pop(2);
        InsertAddress(operands[0].Start, operands[1].Start, instruction.Offset, access.Size);
        if (access.Conversion is { } conversion)
        {
            builder.Add(conversion);
        }

        builder.Add(access.OpCode);
    }

    /// <summary>Makes a pointer of the address whose code lies between two places.</summary>
    private void InsertAddress(int start, int end, uint offset, int size)
    {
        if (end == start + 1 && builder.Code[start].Kind == InstructionKind.Int32)
        {
            var constant = (uint)builder.Code[start].Number + (long)offset;
            if (constant + size > layout.MemorySize)
            {
                throw new UnsupportedWasmException("a constant address outside the memory");
            }

            builder.Code[start] = Instruction.LoadArgument(0);
            builder.Code.InsertRange(end, [Instruction.Int32(constant), Instruction.Plain(ILOpCode.Add)]);
            return;
        }

        // An offset within the guard is added after masking: accesses to one structure then share their base.
        var afterMask = offset + (long)size <= MemoryLayout.GuardSize;
        builder.Code.InsertRange(end,
        [
            .. Plus(afterMask ? 0 : offset),
            Instruction.Int32(layout.Mask),
            Instruction.Plain(ILOpCode.And),
            Instruction.Plain(ILOpCode.Conv_u),
            Instruction.LoadArgument(0),
            Instruction.Plain(ILOpCode.Add),
            .. Plus(afterMask ? offset : 0),
        ]);
    }

    private static Instruction[] Plus(uint offset) =>
        offset == 0 ? [] : [Instruction.Int32((int)offset), Instruction.Plain(ILOpCode.Add)];

    private void TranslateComparison(Opcode opcode)
    {
        if (opcode == Opcode.I32Eqz)
        {
            var value = builder.Pop();
            if (builder.Code[^1].Kind == InstructionKind.Compare)
            {
                builder.Code[^1] = Instruction.Compare(((Condition)builder.Code[^1].Operand!).Inverse);
            }
            else
            {
                builder.Add(Instruction.Compare(Condition.Zero));
            }

            builder.Push(WasmType.I32, value.Start);
            return;
        }

        if (opcode == Opcode.I64Eqz)
        {
            Constant(WasmType.I64, Instruction.Int64(0));
        }

        var operands = builder.Pop(2);
        builder.Add(Instruction.Compare(Comparisons.Of(opcode)));
        builder.Push(WasmType.I32, operands[0].Start);
    }

    private void TranslateArithmetic(Opcode opcode)
    {
        var operation = methods.Arithmetic.Of(opcode);
        var operands = builder.Pop(operation.Operands);
        builder.Code.AddRange(operation.Code);
        builder.Push(operation.Result, operands.First().Start);
    }
}
