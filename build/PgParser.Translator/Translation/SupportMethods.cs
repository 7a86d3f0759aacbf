using System.Collections.Generic;
using System.Linq;
using System.Reflection.Metadata;
using PgParser.Translator.Il;
using static PgParser.Translator.Il.IlType;

namespace PgParser.Translator.Translation;

/// <summary>Small methods for what IL has no instruction for. The generated assembly depends on nothing of ours.</summary>
internal sealed class SupportMethods
{
    private readonly List<IlMethod> all = [];

    public SupportMethods(int memorySize)
    {
        LeadingZeros32 = BuildLeadingZeros32();
        LeadingZeros64 = BuildLeadingZeros64();
        TrailingZeros32 = BuildTrailingZeros32();
        RotateLeft32 = BuildRotate("RotateLeft32", Int32, ILOpCode.Shl, ILOpCode.Shr_un);
        RotateRight32 = BuildRotate("RotateRight32", Int32, ILOpCode.Shr_un, ILOpCode.Shl);
        RotateLeft64 = BuildRotate("RotateLeft64", Int64, ILOpCode.Shl, ILOpCode.Shr_un);
        RemainderInt32 = BuildRemainder("RemainderInt32", Int32, Instruction.Int32(-1));
        RemainderInt64 = BuildRemainder("RemainderInt64", Int64, Instruction.Int64(-1));
        SaturateToInt32 = BuildSaturate(
            "SaturateToInt32", Int32, (-2147483648.0, Instruction.Int32(int.MinValue)), (2147483648.0, Instruction.Int32(int.MaxValue)), ILOpCode.Conv_i4);
        SaturateToUInt32 = BuildSaturate(
            "SaturateToUInt32", Int32, (0.0, Instruction.Int32(0)), (4294967296.0, Instruction.Int32(-1)), ILOpCode.Conv_i8, ILOpCode.Conv_i4);
        SaturateToInt64 = BuildSaturate(
            "SaturateToInt64", Int64, (-9223372036854775808.0, Instruction.Int64(long.MinValue)), (9223372036854775808.0, Instruction.Int64(long.MaxValue)), ILOpCode.Conv_i8);
        SaturateToUInt64 = BuildSaturate(
            "SaturateToUInt64", Int64, (0.0, Instruction.Int64(0)), (18446744073709551616.0, Instruction.Int64(-1)), ILOpCode.Conv_u8);
        MemoryCopy = BuildMemoryCopy(memorySize);
        MemoryFill = BuildMemoryFill(memorySize);
    }

    public IReadOnlyList<IlMethod> All => all;

    public IlMethod LeadingZeros32 { get; }

    public IlMethod LeadingZeros64 { get; }

    public IlMethod TrailingZeros32 { get; }

    public IlMethod RotateLeft32 { get; }

    public IlMethod RotateRight32 { get; }

    public IlMethod RotateLeft64 { get; }

    public IlMethod RemainderInt32 { get; }

    public IlMethod RemainderInt64 { get; }

    public IlMethod SaturateToInt32 { get; }

    public IlMethod SaturateToUInt32 { get; }

    public IlMethod SaturateToInt64 { get; }

    public IlMethod SaturateToUInt64 { get; }

    public IlMethod MemoryCopy { get; }

    public IlMethod MemoryFill { get; }

    private static Instruction Argument(int index) => Instruction.LoadArgument(index);

    private static Instruction Plain(ILOpCode opCode) => Instruction.Plain(opCode);

    private static Instruction[] Plain(params ILOpCode[] opCodes) => opCodes.Select(Instruction.Plain).ToArray();

    private IlMethod Define(string name, IlType result, IlType[] parameters, params Instruction[] code)
    {
        var method = new IlMethod(name, result, parameters) { Code = code };
        all.Add(method);
        return method;
    }

    /// <summary>The exponent of the number as a double says where its highest bit is.</summary>
    private IlMethod BuildLeadingZeros32()
    {
        var zero = new Label();
        return Define("LeadingZeros32", Int32, [Int32],
            Argument(0), Instruction.Branch(ILOpCode.Brfalse, zero),
            Instruction.Int32(1054), Argument(0), Plain(ILOpCode.Conv_r_un), Plain(ILOpCode.Conv_r8),
            Instruction.Call(ExternalMember.DoubleToInt64Bits), Instruction.Int32(52), Plain(ILOpCode.Shr),
            Plain(ILOpCode.Conv_i4), Plain(ILOpCode.Sub), Plain(ILOpCode.Ret),
            Instruction.Mark(zero), Instruction.Int32(32), Plain(ILOpCode.Ret));
    }

    private IlMethod BuildLeadingZeros64()
    {
        var low = new Label();
        return Define("LeadingZeros64", Int64, [Int64],
            Argument(0), Instruction.Int32(32), Plain(ILOpCode.Shr_un), Plain(ILOpCode.Conv_i4), Instruction.Branch(ILOpCode.Brfalse, low),
            Argument(0), Instruction.Int32(32), Plain(ILOpCode.Shr_un), Plain(ILOpCode.Conv_i4), Instruction.Call(LeadingZeros32),
            Plain(ILOpCode.Conv_i8), Plain(ILOpCode.Ret),
            Instruction.Mark(low), Argument(0), Plain(ILOpCode.Conv_i4), Instruction.Call(LeadingZeros32),
            Instruction.Int32(32), Plain(ILOpCode.Add), Plain(ILOpCode.Conv_i8), Plain(ILOpCode.Ret));
    }

    private IlMethod BuildTrailingZeros32()
    {
        var zero = new Label();
        return Define("TrailingZeros32", Int32, [Int32],
            Argument(0), Instruction.Branch(ILOpCode.Brfalse, zero),
            Instruction.Int32(31), Argument(0), Argument(0), Plain(ILOpCode.Neg), Plain(ILOpCode.And), Instruction.Call(LeadingZeros32),
            Plain(ILOpCode.Sub), Plain(ILOpCode.Ret),
            Instruction.Mark(zero), Instruction.Int32(32), Plain(ILOpCode.Ret));
    }

    private IlMethod BuildRotate(string name, IlType type, ILOpCode there, ILOpCode back)
    {
        var width = type == Int32 ? 32 : 64;
        Instruction[] count = [Argument(1), Plain(ILOpCode.Conv_i4)];
        Instruction[] modulo = [Instruction.Int32(width - 1), Plain(ILOpCode.And)];
        return Define(name, type, [type, type],
            [
                Argument(0), .. count, .. modulo, Plain(there),
                Argument(0), .. count, Plain(ILOpCode.Neg), .. modulo, Plain(back),
                Plain(ILOpCode.Or), Plain(ILOpCode.Ret),
            ]);
    }

    /// <summary>IL's rem may overflow for the smallest number and -1; the answer is 0.</summary>
    private IlMethod BuildRemainder(string name, IlType type, Instruction minusOne)
    {
        var ordinary = new Label();
        return Define(name, type, [type, type],
            Argument(1), minusOne, Instruction.Branch(ILOpCode.Bne_un, ordinary),
            type == Int32 ? Instruction.Int32(0) : Instruction.Int64(0), Plain(ILOpCode.Ret),
            Instruction.Mark(ordinary), Argument(0), Argument(1), Plain(ILOpCode.Rem), Plain(ILOpCode.Ret));
    }

    private IlMethod BuildSaturate(
        string name, IlType result, (double Limit, Instruction Value) low, (double Limit, Instruction Value) high, params ILOpCode[] convert)
    {
        var (notANumber, tooLow, tooHigh) = (new Label(), new Label(), new Label());
        return Define(name, result, [Float64],
            [
                Argument(0), Argument(0), Instruction.Branch(ILOpCode.Bne_un, notANumber),
                Argument(0), Double(low.Limit), Instruction.Branch(ILOpCode.Ble, tooLow),
                Argument(0), Double(high.Limit), Instruction.Branch(ILOpCode.Bge, tooHigh),
                Argument(0), .. Plain(convert), Plain(ILOpCode.Ret),
                Instruction.Mark(notANumber), result == Int32 ? Instruction.Int32(0) : Instruction.Int64(0), Plain(ILOpCode.Ret),
                Instruction.Mark(tooLow), low.Value, Plain(ILOpCode.Ret),
                Instruction.Mark(tooHigh), high.Value, Plain(ILOpCode.Ret),
            ]);
    }

    private static Instruction Double(double value) => Instruction.Float64(System.BitConverter.DoubleToInt64Bits(value));

    private IlMethod BuildMemoryCopy(int memorySize)
    {
        var outside = new Label();
        return Define("MemoryCopy", Void, [Pointer, Int32, Int32, Int32],
            [
                .. BranchIfOutside(1, memorySize, outside),
                .. BranchIfOutside(2, memorySize, outside),
                .. AddressOf(2), .. AddressOf(1),
                Argument(3), Plain(ILOpCode.Conv_u8), Argument(3), Plain(ILOpCode.Conv_u8),
                Instruction.Call(ExternalMember.BufferMemoryCopy), Plain(ILOpCode.Ret),
                .. TrapAt(outside),
            ]);
    }

    private IlMethod BuildMemoryFill(int memorySize)
    {
        var outside = new Label();
        return Define("MemoryFill", Void, [Pointer, Int32, Int32, Int32],
            [
                .. BranchIfOutside(1, memorySize, outside),
                .. AddressOf(1), Argument(2), Argument(3), Plain(ILOpCode.Initblk), Plain(ILOpCode.Ret),
                .. TrapAt(outside),
            ]);
    }

    private static Instruction[] AddressOf(int argument) =>
        [Argument(0), Argument(argument), Plain(ILOpCode.Conv_u), Plain(ILOpCode.Add)];

    private static Instruction[] BranchIfOutside(int argument, int memorySize, Label outside) =>
    [
        Argument(argument), Plain(ILOpCode.Conv_u8), Argument(3), Plain(ILOpCode.Conv_u8), Plain(ILOpCode.Add),
        Instruction.Int64(memorySize), Instruction.Branch(ILOpCode.Bgt_un, outside),
    ];

    public static Instruction[] TrapAt(Label place, string reason = "out of bounds memory access") =>
    [
        Instruction.Mark(place), Instruction.String(reason), Instruction.Int32(0),
        Instruction.New(ExternalMember.NewTrap), Plain(ILOpCode.Throw),
    ];
}
