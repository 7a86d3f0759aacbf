using System.Collections.Generic;
using System.Linq;
using System.Reflection.Metadata;
using PgParser.Translator.Il;
using PgParser.Translator.Wasm;

namespace PgParser.Translator.Translation;

/// <summary>Translates one function: control flow here, the rest in <see cref="OperationTranslator"/>.</summary>
internal sealed class FunctionTranslator
{
    private readonly FunctionBody function;
    private readonly LocalSlots locals;
    private readonly CodeBuilder builder;
    private readonly OperationTranslator operations;
    private readonly Stack<ControlFrame> frames = new();
    private bool reachable = true;

    private FunctionTranslator(ModuleMethods methods, FunctionBody function, bool paged)
    {
        this.function = function;
        locals = new LocalSlots(function);
        builder = new CodeBuilder(locals, paged);
        operations = new OperationTranslator(methods, builder);
    }

    /// <param name="methods">What the code may call.</param>
    /// <param name="function">The function.</param>
    /// <param name="paged">Whether its locals live in a frame and its code may be cut.</param>
    public static FunctionCode Translate(ModuleMethods methods, FunctionBody function, bool paged) =>
        new FunctionTranslator(methods, function, paged).Run();

    private FunctionCode Run()
    {
        var whole = OpenFrame(Opcode.Block, function.Type.Result);
        foreach (var instruction in ReachableOnly(InstructionReader.Read(function)))
        {
            builder.Boundary();
            Translate(instruction);
        }

        return new FunctionCode(function.Type, builder.Code, locals.Types, whole.ResultSlot, builder.MaxHeight);
    }

    /// <summary>Leaves out what follows a branch up to the end of its block, as it has no operands to speak of.</summary>
    private IEnumerable<WasmInstruction> ReachableOnly(List<WasmInstruction> instructions)
    {
        var skippedBlocks = 0;
        foreach (var instruction in instructions)
        {
            if (reachable)
            {
                yield return instruction;
            }
            else if (instruction.Opcode is Opcode.Block or Opcode.Loop or Opcode.If)
            {
                skippedBlocks++;
            }
            else if (skippedBlocks == 0 && instruction.Opcode is Opcode.Else or Opcode.End)
            {
                yield return instruction;
            }
            else if (instruction.Opcode == Opcode.End)
            {
                skippedBlocks--;
            }
        }
    }

    private void Translate(WasmInstruction instruction)
    {
        switch (instruction.Opcode)
        {
            case Opcode.Nop:
                break;
            case Opcode.Block:
                builder.PutAway(except: 0);
                OpenFrame(Opcode.Block, instruction.BlockType);
                break;
            case Opcode.Loop:
                builder.PutAway(except: 0);
                MarkLabel(OpenFrame(Opcode.Loop, instruction.BlockType).Target);
                break;
            case Opcode.If:
                TranslateIf(instruction);
                break;
            case Opcode.Else:
                TranslateElse();
                break;
            case Opcode.End:
                TranslateEnd();
                break;
            case Opcode.Br:
                TranslateBranch(Frame(instruction.Value));
                break;
            case Opcode.BrIf:
                TranslateBranchIf(Frame(instruction.Value));
                break;
            case Opcode.BrTable:
                TranslateBranchTable(instruction.Targets!);
                break;
            case Opcode.Return:
                TranslateReturn();
                break;
            case Opcode.Unreachable:
                builder.PutAway(except: 0);
                builder.Add(Instruction.String("unreachable"));
                builder.Add(Instruction.Int32(0));
                builder.Add(Instruction.New(ExternalMember.NewTrap));
                builder.Add(ILOpCode.Throw);
                BecomeUnreachable();
                break;
            default:
                operations.Translate(instruction);
                break;
        }
    }

    private ControlFrame OpenFrame(Opcode kind, WasmType? result)
    {
        var slot = result is { } type ? locals.Take(type) : -1;
        var frame = new ControlFrame(kind, result, slot, builder.Height);
        frames.Push(frame);
        return frame;
    }

    private void TranslateIf(WasmInstruction instruction)
    {
        builder.BringBack(1);
        builder.PutAway(except: 1);
        builder.Pop();
        var frame = OpenFrame(Opcode.If, instruction.BlockType);
        operations.BranchIf(frame.Else!, whenTrue: false);
    }

    private void TranslateElse()
    {
        var frame = frames.Peek();
        if (reachable)
        {
            Carry(frame.Result, frame.ResultSlot);
            builder.Add(Instruction.Branch(ILOpCode.Br, TargetOf(frame)));
        }

        builder.Truncate(frame.Height);
        MarkLabel(frame.Else!);
        frame.Else = null;
        reachable = true;
    }

    private void TranslateEnd()
    {
        var frame = frames.Pop();
        if (reachable)
        {
            Carry(frame.Result, frame.ResultSlot);
        }

        builder.Truncate(frame.Height);
        if (frame.Else is not null)
        {
            MarkLabel(frame.Else);
            reachable = true;
        }

        if (frame.EndIsTarget)
        {
            MarkLabel(frame.Target);
            reachable = true;
        }

        if (!reachable)
        {
            return;
        }

        if (frames.Count == 0)
        {
            TranslateFunctionEnd(frame);
        }
        else if (frame.Result is not null)
        {
            builder.Boundary();
            builder.LoadLocal(frame.ResultSlot);
            locals.Release(frame.ResultSlot);
        }
    }

    private void TranslateFunctionEnd(ControlFrame whole)
    {
        if (builder.Paged)
        {
            builder.Add(Instruction.Int32(-1));
        }
        else if (whole.Result is not null)
        {
            builder.LoadLocal(whole.ResultSlot);
        }

        builder.Add(ILOpCode.Ret);
    }

    private void TranslateBranch(ControlFrame frame)
    {
        Carry(frame.BranchResult, frame.ResultSlot);
        builder.Add(Instruction.Branch(ILOpCode.Br, TargetOf(frame)));
        BecomeUnreachable();
    }

    private void TranslateBranchIf(ControlFrame frame)
    {
        builder.BringBack(1);
        builder.PutAway(except: 1);
        if (frame.BranchResult is not null)
        {
            builder.CopyPutAway(depth: 1, frame.ResultSlot);
        }

        builder.Pop();
        operations.BranchIf(TargetOf(frame), whenTrue: true);
    }

    private void TranslateBranchTable(int[] targets)
    {
        builder.BringBack(1);
        builder.PutAway(except: 1);
        var distinct = targets.Distinct().Select(target => Frame(target)).ToList();
        foreach (var frame in distinct.Where(frame => frame.BranchResult is not null))
        {
            builder.CopyPutAway(depth: 1, frame.ResultSlot);
        }

        builder.Pop();
        var labels = targets.Select(target => TargetOf(Frame(target))).ToArray();
        if (builder.Paged && labels.Length > Pager.LargestSwitch)
        {
            builder.Add(Instruction.JumpTable(labels));
        }
        else
        {
            builder.Add(Instruction.Switch(labels[..^1]));
            builder.Add(Instruction.Branch(ILOpCode.Br, labels[^1]));
        }

        BecomeUnreachable();
    }

    private void TranslateReturn()
    {
        var whole = frames.Last();
        if (builder.Paged)
        {
            Carry(whole.Result, whole.ResultSlot);
            builder.Add(Instruction.Int32(-1));
        }
        else if (whole.Result is not null)
        {
            builder.PutAway(except: 1);
            builder.Pop();
        }
        else
        {
            builder.PutAway(except: 0);
        }

        builder.Add(ILOpCode.Ret);
        BecomeUnreachable();
    }

    /// <summary>Stores what is carried to a block's end and empties IL's stack.</summary>
    private void Carry(WasmType? result, int slot)
    {
        builder.PutAway(except: result is null ? 0 : 1);
        if (result is not null)
        {
            builder.StoreLocal(slot);
        }
    }

    private void BecomeUnreachable()
    {
        builder.Truncate(frames.Peek().Height);
        reachable = false;
    }

    private void MarkLabel(Label label)
    {
        builder.Boundary();
        builder.Add(Instruction.Mark(label));
        builder.Boundary();
    }

    private static Label TargetOf(ControlFrame frame)
    {
        frame.EndIsTarget = frame.EndIsTarget || !frame.IsLoop;
        return frame.Target;
    }

    private ControlFrame Frame(long depth) => frames.ElementAt((int)depth);
}

/// <summary>A function's code before it has become one method or several.</summary>
internal sealed record FunctionCode(
    FunctionType Type, List<Instruction> Code, List<WasmType> Locals, int ResultSlot, int MaxHeight);
