using System.Collections.Generic;
using System.Linq;
using System.Reflection.Metadata;
using PgParser.Translator.Il;
using PgParser.Translator.Wasm;

namespace PgParser.Translator.Translation;

/// <summary>The methods that translated code may call: one for each function, import and signature of indirect calls.</summary>
internal sealed class ModuleMethods
{
    private readonly List<IlMethod> functions;
    private readonly Dictionary<string, IlMethod> indirectCalls = [];
    private readonly Dictionary<string, int> typeIds = [];

    public ModuleMethods(WasmModule module, MemoryLayout layout, IReadOnlyList<string> importNames)
    {
        Module = module;
        Layout = layout;
        Support = new SupportMethods(layout.MemorySize);
        Arithmetic = new Arithmetic(Support);
        functions =
        [
            .. module.Imports.Select((import, i) => Declare(importNames[i], import.Type)),
            .. module.Functions.Select((function, i) => Declare($"f{module.Imports.Count + i}", function.Type)),
        ];
    }

    public WasmModule Module { get; }

    public MemoryLayout Layout { get; }

    public SupportMethods Support { get; }

    public Arithmetic Arithmetic { get; }

    public IReadOnlyList<IlMethod> Functions => functions;

    public IEnumerable<IlMethod> IndirectCalls => indirectCalls.Values;

    public IlMethod this[int function] => functions[function];

    public FunctionType TypeOf(int function) => Module.TypeOf(function);

    /// <summary>0 is the id of an empty slot.</summary>
    public int TypeId(FunctionType type)
    {
        if (!typeIds.TryGetValue(type.Key, out var id))
        {
            typeIds[type.Key] = id = typeIds.Count + 1;
        }

        return id;
    }

    /// <summary>Calls the function in a slot of the table; a wrong slot or signature traps, as WebAssembly wants it.</summary>
    public IlMethod IndirectCall(FunctionType type)
    {
        if (!indirectCalls.TryGetValue(type.Key, out var method))
        {
            indirectCalls[type.Key] = method = BuildIndirectCall(type);
        }

        return method;
    }

    private static IlMethod Declare(string name, FunctionType type) =>
        new(name, IlTypes.From(type.Result), [IlType.Pointer, .. type.Parameters.Select(parameter => IlTypes.From(parameter))]);

    private IlMethod BuildIndirectCall(FunctionType type)
    {
        var slot = type.Parameters.Count + 1;
        var parameters = type.Parameters.Select(parameter => IlTypes.From(parameter)).ToList();
        var (noSlot, wrongType) = (new Label(), new Label());
        Instruction[] entry =
        [
            Instruction.LoadArgument(0), Instruction.LoadArgument(slot),
            Instruction.Int32(MemoryLayout.TableEntrySize), Instruction.Plain(ILOpCode.Mul), Instruction.Plain(ILOpCode.Add),
        ];
        return new IlMethod("call_" + type.Key, IlTypes.From(type.Result), [IlType.Pointer, .. parameters, IlType.Int32])
        {
            MaxStack = parameters.Count + 8,
            Code =
            [
                Instruction.LoadArgument(slot), Instruction.Int32(Module.TableSize), Instruction.Branch(ILOpCode.Bge_un, noSlot),
                .. entry, Instruction.Int32(Layout.TableOffset + 8), Instruction.Plain(ILOpCode.Add), Instruction.Plain(ILOpCode.Ldind_i4),
                Instruction.Int32(TypeId(type)), Instruction.Branch(ILOpCode.Bne_un, wrongType),
                Instruction.LoadArgument(0), .. parameters.Select((_, i) => Instruction.LoadArgument(i + 1)),
                .. entry, Instruction.Int32(Layout.TableOffset), Instruction.Plain(ILOpCode.Add), Instruction.Plain(ILOpCode.Ldind_i),
                Instruction.CallPointer(new IlSignature(IlTypes.From(type.Result), [IlType.Pointer, .. parameters])),
                Instruction.Plain(ILOpCode.Ret),
                .. SupportMethods.TrapAt(noSlot, "undefined element"),
                .. SupportMethods.TrapAt(wrongType, "indirect call type mismatch"),
            ],
        };
    }
}
