using System;
using System.Collections.Generic;
using System.Reflection.Metadata;
using PgParser.Translator.Il;
using PgParser.Translator.Wasm;

namespace PgParser.Translator.Translation;

/// <summary>
/// Code under construction together with the operand stack. As each operand knows where its code starts, code can be
/// inserted under it: an address below a stored value, the memory below the arguments of a call.
/// </summary>
/// <remarks>
/// Two forms. Small functions keep their locals in IL's locals. Paged ones keep them in a frame in memory, so that
/// their code can be cut into methods.
/// </remarks>
internal sealed class CodeBuilder(LocalSlots locals, bool paged)
{
    private readonly List<Operand> operands = [];

    public List<Instruction> Code { get; } = [];

    public bool Paged { get; } = paged;

    public int Height => operands.Count;

    public int MaxHeight { get; private set; }

    public void Add(Instruction instruction) => Code.Add(instruction);

    public void Add(ILOpCode opCode) => Code.Add(Instruction.Plain(opCode));

    /// <summary>Marks a place between instructions; paged code may be cut here when nothing is on IL's stack.</summary>
    public void Boundary()
    {
        if (operands.Count > 0 && !operands[^1].IsPutAway)
        {
            return;
        }

        locals.Settle();
        if (Paged)
        {
            Code.Add(Instruction.Boundary);
        }
    }

    /// <summary>The operand whose code was written from <paramref name="start"/> on.</summary>
    public void Push(WasmType type, int start)
    {
        operands.Add(new Operand(type, start));
        MaxHeight = Math.Max(MaxHeight, operands.Count);
    }

    /// <summary>Takes the topmost operands, all on IL's stack, and says where the code of each starts.</summary>
    public Operand[] Pop(int count)
    {
        BringBack(count);
        var popped = operands.GetRange(operands.Count - count, count).ToArray();
        operands.RemoveRange(operands.Count - count, count);
        return popped;
    }

    public Operand Pop() => Pop(1)[0];

    /// <summary>Forgets the operands above a height; code that would use them cannot be reached.</summary>
    public void Truncate(int height)
    {
        while (operands.Count > height)
        {
            if (operands[^1].IsPutAway)
            {
                locals.Release(operands[^1].Temporary);
            }

            operands.RemoveAt(operands.Count - 1);
        }
    }

    /// <summary>Puts all operands but the topmost ones into temporaries, as IL's stack must be empty at branches.</summary>
    public void PutAway(int except)
    {
        for (var i = 0; i < operands.Count - except; i++)
        {
            if (!operands[i].IsPutAway)
            {
                PutAwayAt(i);
            }
        }
    }

    /// <summary>Puts the two operands below the topmost one into temporaries and takes them from the stack.</summary>
    public (int First, int Second) PopPairBelowTop()
    {
        var first = operands.Count - 3;
        PutAwayAt(first);
        PutAwayAt(first + 1);
        var slots = (operands[first].Temporary, operands[first + 1].Temporary);
        operands.RemoveRange(first, 2);
        locals.Release(slots.Item1);
        locals.Release(slots.Item2);
        return slots;
    }

    /// <summary>Drops the topmost operand.</summary>
    public void Drop()
    {
        if (operands[^1].IsPutAway)
        {
            Truncate(operands.Count - 1);
        }
        else
        {
            Add(ILOpCode.Pop);
            operands.RemoveAt(operands.Count - 1);
        }
    }

    /// <summary>Copies a temporary's operand into another local, before the code of the operands above it.</summary>
    public void CopyPutAway(int depth, int slot)
    {
        var index = operands.Count - 1 - depth;
        var place = index + 1 < operands.Count ? operands[index + 1].Start : Code.Count;
        var copied = StoreOf(slot, Load(operands[index].Temporary));
        Code.InsertRange(place, copied);
        MoveStarts(index + 1, copied.Count);
    }

    public void LoadLocal(int slot)
    {
        var start = Code.Count;
        Code.AddRange(Load(slot));
        Push(locals.Types[slot], start);
    }

    /// <summary>Loads a local without making an operand of it.</summary>
    public void LoadSlot(int slot) => Code.AddRange(Load(slot));

    public WasmType TypeOf(int slot) => locals.Types[slot];

    /// <summary>Stores the topmost operand and takes it from the stack.</summary>
    public void StoreLocal(int slot)
    {
        var value = Pop();
        if (Paged)
        {
            Code.Insert(value.Start, Instruction.FrameAddress(slot));
            Add(Memory.StoreOf(locals.Types[slot]));
        }
        else
        {
            Add(Store(slot));
        }
    }

    /// <summary>Stores the topmost operand and leaves it there.</summary>
    public void TeeLocal(int slot)
    {
        if (Paged)
        {
            BringBack(1);
            var start = operands[^1].Start;
            StoreLocal(slot);
            Code.AddRange(Load(slot));
            Push(locals.Types[slot], start);
        }
        else
        {
            BringBack(1);
            Add(ILOpCode.Dup);
            Add(Store(slot));
        }
    }

    /// <summary>Sees to it that the topmost operands are on IL's stack.</summary>
    public void BringBack(int count)
    {
        for (var i = operands.Count - 1; i >= operands.Count - count; i--)
        {
            if (!operands[i].IsPutAway)
            {
                continue;
            }

            var place = i + 1 < operands.Count ? operands[i + 1].Start : Code.Count;
            var loading = Load(operands[i].Temporary);
            Code.InsertRange(place, loading);
            MoveStarts(i + 1, loading.Count);
            locals.Release(operands[i].Temporary);
            operands[i] = new Operand(operands[i].Type, place);
        }
    }

    private void PutAwayAt(int index)
    {
        var operand = operands[index];
        var slot = locals.Take(operand.Type);
        var end = index + 1 < operands.Count ? operands[index + 1].Start : Code.Count;
        if (Paged)
        {
            Code.Insert(operand.Start, Instruction.FrameAddress(slot));
            Code.Insert(end + 1, Memory.StoreOf(operand.Type));
        }
        else
        {
            Code.Insert(end, Store(slot));
        }

        MoveStarts(index + 1, Paged ? 2 : 1);
        operands[index] = operand with { Temporary = slot };
    }

    private void MoveStarts(int first, int by)
    {
        for (var i = first; i < operands.Count; i++)
        {
            operands[i] = operands[i] with { Start = operands[i].Start + by };
        }
    }

    private List<Instruction> StoreOf(int slot, List<Instruction> value) => Paged
        ? [Instruction.FrameAddress(slot), .. value, Memory.StoreOf(locals.Types[slot])]
        : [.. value, Store(slot)];

    private List<Instruction> Load(int slot) => Paged
        ? [Instruction.FrameAddress(slot), Memory.LoadOf(locals.Types[slot])]
        : [slot < locals.ParameterCount ? Instruction.LoadArgument(slot + 1) : Instruction.LoadLocal(slot - locals.ParameterCount)];

    private Instruction Store(int slot) => slot < locals.ParameterCount
        ? Instruction.StoreArgument(slot + 1)
        : Instruction.StoreLocal(slot - locals.ParameterCount);
}
