using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection.Metadata;
using PgParser.Translator.Il;

namespace PgParser.Translator.Translation;

/// <summary>
/// Cuts a big function into pages, each a method <c>int page(memory, frame, entry)</c> that returns where to go on
/// (page and entry in one number, negative at the end), and a driver that calls them. A just-in-time compiler then
/// compiles only what is used; the grammar's biggest function alone would cost it 150 ms.
/// </summary>
internal sealed class Pager
{
    /// <summary>A br_table with more targets becomes a table of jumps, which needs no code for each target.</summary>
    public const int LargestSwitch = 24;

    private readonly IlMethod method;
    private readonly FunctionCode function;
    private readonly List<IlData> tables;
    private readonly List<List<Instruction>> pages;
    private readonly Dictionary<Label, int> pageOf = [];
    private readonly Dictionary<Label, int> entryOf = [];
    private readonly List<List<Label>> entries;

    private Pager(IlMethod method, FunctionCode function, int pageSize, List<IlData> tables)
    {
        this.method = method;
        this.function = function;
        this.tables = tables;
        pages = Cut(function.Code, pageSize);
        entries = pages.Select(_ => new List<Label>()).ToList();
        for (var page = 0; page < pages.Count; page++)
        {
            foreach (var instruction in pages[page].Where(instruction => instruction.Kind == InstructionKind.Label))
            {
                pageOf[(Label)instruction.Operand!] = page;
            }
        }
    }

    /// <summary>Writes the driver into the method and returns the pages.</summary>
    public static List<IlMethod> Split(IlMethod method, FunctionCode function, int pageSize, bool checkStack, List<IlData> tables)
    {
        var pager = new Pager(method, function, pageSize, tables);
        pager.FindEntries();
        var methods = pager.pages.Select((_, page) => pager.BuildPage(page)).ToList();
        pager.WriteDriver(methods, checkStack);
        return methods;
    }

    private static List<List<Instruction>> Cut(List<Instruction> code, int pageSize)
    {
        List<List<Instruction>> pages = [[]];
        var size = 0;
        foreach (var instruction in code)
        {
            if (size >= pageSize && instruction.Kind == InstructionKind.Boundary)
            {
                pages.Add([]);
                size = 0;
            }

            pages[^1].Add(instruction);
            size += IlEncoder.SizeOf(instruction);
        }

        // The end of a function that cannot be reached leaves a boundary behind and no code.
        pages.RemoveAll(page => page.All(instruction => instruction.Kind == InstructionKind.Boundary));
        return pages;
    }

    private void FindEntries()
    {
        for (var page = 0; page < pages.Count; page++)
        {
            foreach (var instruction in pages[page])
            {
                switch (instruction.Operand)
                {
                    case Label[] targets when instruction.Kind == InstructionKind.JumpTable:
                        foreach (var target in targets)
                        {
                            Enter(target);
                        }

                        break;
                    case Label[] targets:
                        foreach (var target in targets.Where(target => pageOf[target] != page))
                        {
                            Enter(target);
                        }

                        break;
                    case Label target when instruction.Kind == InstructionKind.Branch && pageOf[target] != page:
                        Enter(target);
                        break;
                }
            }
        }
    }

    private void Enter(Label label)
    {
        if (!entryOf.ContainsKey(label))
        {
            entries[pageOf[label]].Add(label);
            entryOf[label] = entries[pageOf[label]].Count;
        }
    }

    private int StateOf(Label label) => State(pageOf[label], entryOf[label]);

    private static int State(int page, int entry) => page << 16 | entry;

    private IlMethod BuildPage(int page)
    {
        List<Instruction> code = [];
        if (entries[page].Count > 0)
        {
            var start = new Label();
            code.Add(Instruction.LoadArgument(2));
            code.Add(Instruction.Switch([start, .. entries[page]]));
            code.Add(Instruction.Mark(start));
        }

        Dictionary<Label, Label> exits = [];
        foreach (var instruction in pages[page])
        {
            code.AddRange(Localize(instruction, page, exits));
        }

        if (!pages[page].Last(instruction => instruction.Kind != InstructionKind.Boundary).EndsFlow)
        {
            code.AddRange(Leave(State(page + 1, 0)));
        }

        foreach (var (target, exit) in exits)
        {
            code.Add(Instruction.Mark(exit));
            code.AddRange(Leave(StateOf(target)));
        }

        return new IlMethod($"{method.Name}_{page}", IlType.Int32, [IlType.Pointer, IlType.Pointer, IlType.Int32])
        {
            Code = code,
            MaxStack = function.MaxHeight + 8,
        };
    }

    private IEnumerable<Instruction> Localize(Instruction instruction, int page, Dictionary<Label, Label> exits)
    {
        switch (instruction.Kind)
        {
            case InstructionKind.Branch:
                var target = (Label)instruction.Operand!;
                return pageOf[target] == page ? [instruction]
                    : instruction.OpCode == ILOpCode.Br ? Leave(StateOf(target))
                    : [instruction with { Operand = Exit(target) }];
            case InstructionKind.Switch:
                var targets = (Label[])instruction.Operand!;
                return [Instruction.Switch(targets.Select(label => pageOf[label] == page ? label : Exit(label)).ToArray())];
            case InstructionKind.JumpTable:
                return Lookup((Label[])instruction.Operand!);
            default:
                return [instruction];
        }

        Label Exit(Label label)
        {
            if (!exits.TryGetValue(label, out var exit))
            {
                exits[label] = exit = new Label();
            }

            return exit;
        }
    }

    private static Instruction[] Leave(int state) => [Instruction.Int32(state), Instruction.Plain(ILOpCode.Ret)];

    /// <summary>Returns the state from a table of constants; an index beyond it means the last target.</summary>
    private Instruction[] Lookup(Label[] targets)
    {
        var states = new byte[4 * targets.Length];
        for (var i = 0; i < targets.Length; i++)
        {
            BitConverter.TryWriteBytes(states.AsSpan(4 * i), StateOf(targets[i]));
        }

        var table = new IlData($"{method.Name}_table{tables.Count}", states);
        tables.Add(table);
        var inRange = new Label();
        var last = targets.Length - 1;
        return
        [
            Instruction.Plain(ILOpCode.Dup), Instruction.Int32(last), Instruction.Branch(ILOpCode.Blt_un, inRange),
            Instruction.Plain(ILOpCode.Pop), Instruction.Int32(last),
            Instruction.Mark(inRange),
            Instruction.Int32(4), Instruction.Plain(ILOpCode.Mul), Instruction.LoadData(table), Instruction.Plain(ILOpCode.Add),
            Instruction.Plain(ILOpCode.Ldind_i4), Instruction.Plain(ILOpCode.Ret),
        ];
    }

    private void WriteDriver(List<IlMethod> methods, bool checkStack)
    {
        const int frame = 0;
        const int state = 1;
        var (loop, calls) = (new Label(), methods.Select(_ => new Label()).ToArray());
        List<Instruction> code = checkStack ? [Instruction.Call(ExternalMember.EnsureSufficientExecutionStack)] : [];
        code.AddRange(
        [
            Instruction.Int32(8 * function.Locals.Count), Instruction.Plain(ILOpCode.Conv_u),
            Instruction.Plain(ILOpCode.Localloc), Instruction.StoreLocal(frame),
        ]);
        for (var i = 0; i < function.Type.Parameters.Count; i++)
        {
            code.AddRange(Slot(i));
            code.Add(Instruction.LoadArgument(i + 1));
            code.Add(Memory.StoreOf(function.Type.Parameters[i]));
        }

        code.AddRange(
        [
            Instruction.Mark(loop),
            Instruction.LoadLocal(state), Instruction.Int32(16), Instruction.Plain(ILOpCode.Shr), Instruction.Switch(calls),
        ]);
        if (function.Type.Result is { } result)
        {
            code.AddRange(Slot(function.ResultSlot));
            code.Add(Memory.LoadOf(result));
        }

        code.Add(Instruction.Plain(ILOpCode.Ret));
        for (var page = 0; page < methods.Count; page++)
        {
            code.AddRange(
            [
                Instruction.Mark(calls[page]),
                Instruction.LoadArgument(0), Instruction.LoadLocal(frame),
                Instruction.LoadLocal(state), Instruction.Int32(0xFFFF), Instruction.Plain(ILOpCode.And),
                Instruction.Call(methods[page]), Instruction.StoreLocal(state), Instruction.Branch(ILOpCode.Br, loop),
            ]);
        }

        method.Locals = [IlType.Pointer, IlType.Int32];
        method.Code = code;

        static Instruction[] Slot(int slot) =>
            [Instruction.LoadLocal(frame), Instruction.Int32(8 * slot), Instruction.Plain(ILOpCode.Add)];
    }
}
