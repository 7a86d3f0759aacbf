using System.Reflection.Metadata;

namespace PgParser.Translator.Il;

internal enum InstructionKind
{
    /// <summary>An instruction without operand.</summary>
    Plain,
    Int32,
    Int64,
    Float32,
    Float64,
    String,
    LoadArgument,
    StoreArgument,
    LoadLocal,
    StoreLocal,
    LoadArgumentAddress,

    /// <summary>The address of a local that lives in a frame in memory (the frame is argument 1).</summary>
    FrameAddress,

    /// <summary>A <see cref="Il.Condition"/> as a value.</summary>
    Compare,
    Branch,
    Leave,
    Switch,
    Call,
    CallExternal,
    NewObject,
    LoadMethod,
    LoadData,
    CallPointer,

    /// <summary>Where a <see cref="Il.Label"/> stands; no code.</summary>
    Label,

    /// <summary>The evaluation stack is empty here, so the code may be cut; no code.</summary>
    Boundary,

    /// <summary>Leaves a page for the label's place, whichever page that is in.</summary>
    Jump,

    /// <summary>Leaves a page for the n-th of many labels; n is on the stack.</summary>
    JumpTable,
}

/// <summary>One instruction of IL, or of the few forms above it that <see cref="IlEncoder"/> expands.</summary>
internal readonly record struct Instruction(
    InstructionKind Kind, ILOpCode OpCode = ILOpCode.Nop, long Number = 0, object? Operand = null)
{
    public static readonly Instruction Boundary = new(InstructionKind.Boundary);

    public static Instruction Plain(ILOpCode opCode) => new(InstructionKind.Plain, opCode);

    public static Instruction Int32(long value) => new(InstructionKind.Int32, Number: value);

    public static Instruction Int64(long value) => new(InstructionKind.Int64, ILOpCode.Ldc_i8, value);

    public static Instruction Float32(long bits) => new(InstructionKind.Float32, ILOpCode.Ldc_r4, bits);

    public static Instruction Float64(long bits) => new(InstructionKind.Float64, ILOpCode.Ldc_r8, bits);

    public static Instruction String(string text) => new(InstructionKind.String, ILOpCode.Ldstr, Operand: text);

    public static Instruction LoadArgument(int index) => new(InstructionKind.LoadArgument, Number: index);

    public static Instruction StoreArgument(int index) => new(InstructionKind.StoreArgument, Number: index);

    public static Instruction LoadArgumentAddress(int index) => new(InstructionKind.LoadArgumentAddress, ILOpCode.Ldarga_s, index);

    public static Instruction LoadLocal(int index) => new(InstructionKind.LoadLocal, Number: index);

    public static Instruction StoreLocal(int index) => new(InstructionKind.StoreLocal, Number: index);

    public static Instruction FrameAddress(int slot) => new(InstructionKind.FrameAddress, Number: slot * 8);

    public static Instruction Compare(Condition condition) => new(InstructionKind.Compare, Operand: condition);

    public static Instruction Branch(ILOpCode opCode, Label target) => new(InstructionKind.Branch, opCode, Operand: target);

    public static Instruction Leave(Label target) => new(InstructionKind.Leave, ILOpCode.Leave, Operand: target);

    public static Instruction Switch(Label[] targets) => new(InstructionKind.Switch, ILOpCode.Switch, Operand: targets);

    public static Instruction Call(IlMethod method) => new(InstructionKind.Call, ILOpCode.Call, Operand: method);

    public static Instruction Call(ExternalMember member) => new(InstructionKind.CallExternal, ILOpCode.Call, Operand: member);

    public static Instruction New(ExternalMember constructor) => new(InstructionKind.NewObject, ILOpCode.Newobj, Operand: constructor);

    public static Instruction LoadMethod(IlMethod method) => new(InstructionKind.LoadMethod, ILOpCode.Ldftn, Operand: method);

    public static Instruction LoadData(IlData data) => new(InstructionKind.LoadData, ILOpCode.Ldsflda, Operand: data);

    public static Instruction CallPointer(IlSignature signature) => new(InstructionKind.CallPointer, ILOpCode.Calli, Operand: signature);

    public static Instruction Mark(Label label) => new(InstructionKind.Label, Operand: label);

    public static Instruction Jump(Label target) => new(InstructionKind.Jump, Operand: target);

    public static Instruction JumpTable(Label[] targets) => new(InstructionKind.JumpTable, Operand: targets);

    public bool EndsFlow => Kind is InstructionKind.Jump or InstructionKind.JumpTable or InstructionKind.Leave
        || OpCode is ILOpCode.Br or ILOpCode.Ret or ILOpCode.Throw;
}
