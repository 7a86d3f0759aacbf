using System.Collections.Generic;

namespace PgParser.Translator.Il;

/// <summary>A static method of the generated class, before it has a row in the metadata.</summary>
internal sealed class IlMethod(string name, IlType result, IReadOnlyList<IlType> parameters)
{
    public string Name { get; } = name;

    public IlType Result { get; } = result;

    public IReadOnlyList<IlType> Parameters { get; } = parameters;

    public IReadOnlyList<IlType> Locals { get; set; } = [];

    public IReadOnlyList<Instruction> Code { get; set; } = [];

    /// <summary>A protected region with one handler, or null.</summary>
    public CatchRegion? Catch { get; set; }

    public int MaxStack { get; set; } = 8;

    public override string ToString() => Name;
}

/// <summary>A try block and the handler that follows it at once.</summary>
internal sealed record CatchRegion(Label TryStart, Label HandlerStart, Label HandlerEnd, ExternalType Exception);

/// <summary>Constant bytes mapped from the assembly file.</summary>
internal sealed class IlData(string name, byte[] bytes)
{
    public string Name { get; } = name;

    public byte[] Bytes { get; } = bytes;
}

/// <summary>A place in the code.</summary>
internal sealed class Label
{
}

/// <summary>The signature of a call through a pointer.</summary>
internal sealed record IlSignature(IlType Result, IReadOnlyList<IlType> Parameters);

/// <summary>The classes that stand beside the generated one.</summary>
internal enum ExternalType
{
    Trap,
    Longjmp,
}

/// <summary>Members of the base library, and constructors of our exceptions, that generated code calls.</summary>
internal enum ExternalMember
{
    NewTrap,
    NewLongjmp,
    EnsureSufficientExecutionStack,
    DoubleToInt64Bits,
    Int64BitsToDouble,
    BufferMemoryCopy,
    MathMax,
    MathAbs,
}
