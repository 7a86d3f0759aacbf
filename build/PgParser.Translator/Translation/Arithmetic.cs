using System.Linq;
using System.Reflection.Metadata;
using PgParser.Translator.Il;
using PgParser.Translator.Wasm;
using static PgParser.Translator.Wasm.Opcode;
using static PgParser.Translator.Wasm.WasmType;
using Op = System.Reflection.Metadata.ILOpCode;

namespace PgParser.Translator.Translation;

/// <summary>Code for an instruction that takes its operands from IL's stack and leaves one result.</summary>
internal sealed record ArithmeticOperation(int Operands, WasmType Result, Instruction[] Code);

/// <summary>The instructions that only compute.</summary>
internal sealed class Arithmetic(SupportMethods support)
{
    // IL leaves a shift by the width or more undefined; WebAssembly takes the count modulo the width.
    private static readonly Instruction[] Count32 = [Instruction.Int32(31), Instruction.Plain(Op.And)];
    private static readonly Instruction[] Count64 = [Instruction.Plain(Op.Conv_i4), Instruction.Int32(63), Instruction.Plain(Op.And)];

    public ArithmeticOperation Of(Opcode opcode) => opcode switch
    {
        I32Add => Binary(I32, Op.Add),
        I32Sub => Binary(I32, Op.Sub),
        I32Mul => Binary(I32, Op.Mul),
        I32DivS => Binary(I32, Op.Div),
        I32DivU => Binary(I32, Op.Div_un),
        I32RemS => Binary(I32, support.RemainderInt32),
        I32RemU => Binary(I32, Op.Rem_un),
        I32And => Binary(I32, Op.And),
        I32Or => Binary(I32, Op.Or),
        I32Xor => Binary(I32, Op.Xor),
        I32Shl => Shift(I32, Count32, Op.Shl),
        I32ShrS => Shift(I32, Count32, Op.Shr),
        I32ShrU => Shift(I32, Count32, Op.Shr_un),
        I32Rotl => Binary(I32, support.RotateLeft32),
        I32Rotr => Binary(I32, support.RotateRight32),
        I32Clz => Unary(I32, support.LeadingZeros32),
        I32Ctz => Unary(I32, support.TrailingZeros32),

        I64Add => Binary(I64, Op.Add),
        I64Sub => Binary(I64, Op.Sub),
        I64Mul => Binary(I64, Op.Mul),
        I64DivS => Binary(I64, Op.Div),
        I64DivU => Binary(I64, Op.Div_un),
        I64RemS => Binary(I64, support.RemainderInt64),
        I64RemU => Binary(I64, Op.Rem_un),
        I64And => Binary(I64, Op.And),
        I64Or => Binary(I64, Op.Or),
        I64Xor => Binary(I64, Op.Xor),
        I64Shl => Shift(I64, Count64, Op.Shl),
        I64ShrS => Shift(I64, Count64, Op.Shr),
        I64ShrU => Shift(I64, Count64, Op.Shr_un),
        I64Rotl => Binary(I64, support.RotateLeft64),
        I64Clz => Unary(I64, support.LeadingZeros64),

        F64Abs => Unary(F64, ExternalMember.MathAbs),
        F64Neg => Unary(F64, Op.Neg),
        F64Add => Binary(F64, Op.Add),
        F64Sub => Binary(F64, Op.Sub),
        F64Mul => Binary(F64, Op.Mul),
        F64Div => Binary(F64, Op.Div),
        F64Max => new(2, F64, [Instruction.Call(ExternalMember.MathMax)]),

        I32WrapI64 => Unary(I32, Op.Conv_i4),
        I64ExtendI32S => Unary(I64, Op.Conv_i8),
        I64ExtendI32U => Unary(I64, Op.Conv_u8),
        I32Extend8S => Unary(I32, Op.Conv_i1),
        I32Extend16S => Unary(I32, Op.Conv_i2),
        I64Extend8S => Unary(I64, Op.Conv_i1, Op.Conv_i8),
        I64Extend16S => Unary(I64, Op.Conv_i2, Op.Conv_i8),
        I64Extend32S => Unary(I64, Op.Conv_i4, Op.Conv_i8),
        F64ConvertI32S or F64ConvertI64S => Unary(F64, Op.Conv_r8),
        F64ConvertI32U or F64ConvertI64U => Unary(F64, Op.Conv_r_un, Op.Conv_r8),
        I64ReinterpretF64 => Unary(I64, ExternalMember.DoubleToInt64Bits),
        F64ReinterpretI64 => Unary(F64, ExternalMember.Int64BitsToDouble),
        I32TruncSatF64S => Unary(I32, support.SaturateToInt32),
        I32TruncSatF64U => Unary(I32, support.SaturateToUInt32),
        I64TruncSatF64S => Unary(I64, support.SaturateToInt64),
        I64TruncSatF64U => Unary(I64, support.SaturateToUInt64),
        _ => throw new UnsupportedWasmException($"instruction {opcode}"),
    };

    private static ArithmeticOperation Unary(WasmType result, params Op[] code) =>
        new(1, result, code.Select(Instruction.Plain).ToArray());

    private static ArithmeticOperation Unary(WasmType result, IlMethod method) => new(1, result, [Instruction.Call(method)]);

    private static ArithmeticOperation Unary(WasmType result, ExternalMember member) => new(1, result, [Instruction.Call(member)]);

    private static ArithmeticOperation Binary(WasmType result, Op code) => new(2, result, [Instruction.Plain(code)]);

    private static ArithmeticOperation Binary(WasmType result, IlMethod method) => new(2, result, [Instruction.Call(method)]);

    private static ArithmeticOperation Shift(WasmType result, Instruction[] count, Op code) =>
        new(2, result, [.. count, Instruction.Plain(code)]);
}
