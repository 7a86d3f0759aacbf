using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using PgParser.Translator.Translation;
using PgParser.Translator.Wasm;
using Xunit;
using static PgParser.Translator.Wasm.Opcode;

namespace MigrationSafety.PgParser.Tests.Translator;

/// <summary>Each instruction that computes, against what WebAssembly defines, in small methods and in pages.</summary>
public class InstructionTests
{
    private static readonly TranslationOptions Small = new(TinyModule.MemorySize);
    private static readonly TranslationOptions Paged = new(TinyModule.MemorySize, LargestMethod: 0, PageSize: 1);

    private static readonly int[] Integers = [0, 1, -1, 2, 7, 31, 32, 33, 63, 64, 255, 256, -128, 0x8000, int.MaxValue, int.MinValue, 0x12345678];
    private static readonly long[] Longs = [.. Integers, long.MaxValue, long.MinValue, 0x0123456789ABCDEF, 1L << 32, -1L << 32];

    private static readonly double[] Doubles =
    [
        0, -0.0, 0.5, -0.5, -0.99, 1, -1, 1e10, -1e10, 2147483647.5, -2147483648.5, 4294967295.5, 9.3e18, -9.3e18, 1.9e19,
        double.NaN, double.PositiveInfinity, double.NegativeInfinity, double.Epsilon, double.MaxValue,
    ];

    private static readonly Dictionary<Opcode, Func<int, int, int>> BinaryIntegers = new()
    {
        [I32Add] = (a, b) => a + b, [I32Sub] = (a, b) => a - b, [I32Mul] = (a, b) => a * b,
        [I32And] = (a, b) => a & b, [I32Or] = (a, b) => a | b, [I32Xor] = (a, b) => a ^ b,
        [I32Shl] = (a, b) => a << b, [I32ShrS] = (a, b) => a >> b, [I32ShrU] = (a, b) => a >>> b,
        [I32Rotl] = (a, b) => (int)BitOperations.RotateLeft((uint)a, b), [I32Rotr] = (a, b) => (int)BitOperations.RotateRight((uint)a, b),
        [I32RemS] = (a, b) => b is 0 or -1 ? 0 : a % b,
        [I32Eq] = (a, b) => a == b ? 1 : 0, [I32Ne] = (a, b) => a != b ? 1 : 0,
        [I32LtS] = (a, b) => a < b ? 1 : 0, [I32LtU] = (a, b) => (uint)a < (uint)b ? 1 : 0,
        [I32GtS] = (a, b) => a > b ? 1 : 0, [I32GtU] = (a, b) => (uint)a > (uint)b ? 1 : 0,
        [I32LeS] = (a, b) => a <= b ? 1 : 0, [I32LeU] = (a, b) => (uint)a <= (uint)b ? 1 : 0,
        [I32GeS] = (a, b) => a >= b ? 1 : 0, [I32GeU] = (a, b) => (uint)a >= (uint)b ? 1 : 0,
    };

    private static readonly Dictionary<Opcode, Func<long, long, long>> BinaryLongs = new()
    {
        [I64Add] = (a, b) => a + b, [I64Sub] = (a, b) => a - b, [I64Mul] = (a, b) => a * b,
        [I64And] = (a, b) => a & b, [I64Or] = (a, b) => a | b, [I64Xor] = (a, b) => a ^ b,
        [I64Shl] = (a, b) => a << (int)b, [I64ShrS] = (a, b) => a >> (int)b, [I64ShrU] = (a, b) => a >>> (int)b,
        [I64Rotl] = (a, b) => (long)BitOperations.RotateLeft((ulong)a, (int)b),
        [I64RemS] = (a, b) => b is 0 or -1 ? 0 : a % b,
    };

    private static readonly Dictionary<Opcode, Func<double, double, double>> BinaryDoubles = new()
    {
        [F64Add] = (a, b) => a + b, [F64Sub] = (a, b) => a - b, [F64Mul] = (a, b) => a * b, [F64Div] = (a, b) => a / b,
        [F64Max] = Math.Max,
    };

    private static readonly Dictionary<Opcode, Func<double, double, bool>> DoubleComparisons = new()
    {
        [F64Eq] = (a, b) => a == b, [F64Ne] = (a, b) => a != b, [F64Lt] = (a, b) => a < b,
        [F64Gt] = (a, b) => a > b, [F64Le] = (a, b) => a <= b, [F64Ge] = (a, b) => a >= b,
    };

    private static readonly Dictionary<Opcode, Func<double, object>> FromDouble = new()
    {
        [I32TruncSatF64S] = a => Saturate(a, int.MinValue, int.MaxValue, x => (int)x),
        [I32TruncSatF64U] = a => (int)(uint)Saturate(a, uint.MinValue, uint.MaxValue, x => (uint)x),
        [I64TruncSatF64S] = a => Saturate(a, long.MinValue, long.MaxValue, x => (long)x),
        [I64TruncSatF64U] = a => (long)Saturate(a, ulong.MinValue, ulong.MaxValue, x => (ulong)x),
        [I64ReinterpretF64] = a => BitConverter.DoubleToInt64Bits(a),
        [F64Abs] = a => Math.Abs(a), [F64Neg] = a => -a,
    };

    private static readonly Dictionary<Opcode, Func<int, object>> FromInteger = new()
    {
        [I32Clz] = a => BitOperations.LeadingZeroCount((uint)a), [I32Ctz] = a => BitOperations.TrailingZeroCount(a),
        [I32Eqz] = a => a == 0 ? 1 : 0, [I64ExtendI32S] = a => (long)a, [I64ExtendI32U] = a => (long)(uint)a,
        [I32Extend8S] = a => (int)(sbyte)a, [I32Extend16S] = a => (int)(short)a,
        [F64ConvertI32S] = a => (double)a, [F64ConvertI32U] = a => (double)(uint)a,
    };

    private static readonly Dictionary<Opcode, Func<long, object>> FromLong = new()
    {
        [I64Clz] = a => (long)BitOperations.LeadingZeroCount((ulong)a), [I64Eqz] = a => a == 0 ? 1 : 0, [I32WrapI64] = a => (int)a,
        [I64Extend8S] = a => (long)(sbyte)a, [I64Extend16S] = a => (long)(short)a, [I64Extend32S] = a => (long)(int)a,
        [F64ConvertI64S] = a => (double)a, [F64ConvertI64U] = a => (double)(ulong)a, [F64ReinterpretI64] = a => BitConverter.Int64BitsToDouble(a),
    };

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Instructions_of_two_operands_give_WebAssemblys_results(bool paged)
    {
        CheckBinary(paged, WasmType.I32, WasmType.I32, BinaryIntegers, Integers, (opcode, b) => b == 0 && opcode == I32RemS);
        CheckBinary(paged, WasmType.I64, WasmType.I64, BinaryLongs, Longs, (opcode, b) => b == 0 && opcode == I64RemS);
        CheckBinary(paged, WasmType.F64, WasmType.F64, BinaryDoubles, Doubles, (_, _) => false);
        CheckBinary(
            paged, WasmType.F64, WasmType.I32,
            DoubleComparisons.ToDictionary(pair => pair.Key, pair => new Func<double, double, int>((a, b) => pair.Value(a, b) ? 1 : 0)),
            Doubles, (_, _) => false);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Instructions_of_one_operand_give_WebAssemblys_results(bool paged)
    {
        CheckUnary(paged, WasmType.I32, FromInteger, Integers);
        CheckUnary(paged, WasmType.I64, FromLong, Longs);
        CheckUnary(paged, WasmType.F64, FromDouble, Doubles);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Branches_on_comparisons_of_floats_treat_NaN_as_neither(bool paged)
    {
        foreach (var (opcode, expected) in DoubleComparisons)
        {
            // if (a op b) 1 else 2, and the same with the condition negated by eqz
            byte[] test = [0x20, 0, 0x20, 1, (byte)opcode];
            var type = new TinyModule()
                .Function("f", [WasmType.F64, WasmType.F64], WasmType.I32, [.. test, 0x04, 0x7F, 0x41, 1, 0x05, 0x41, 2, 0x0B])
                .Function("g", [WasmType.F64, WasmType.F64], WasmType.I32, [.. test, 0x45, 0x04, 0x7F, 0x41, 1, 0x05, 0x41, 2, 0x0B])
                .Load(paged ? Paged : Small);
            foreach (var (a, b) in Doubles.SelectMany(a => Doubles.Select(b => (a, b))))
            {
                Assert.Equal(expected(a, b) ? 1 : 2, Call(type, "f", a, b));
                Assert.Equal(expected(a, b) ? 2 : 1, Call(type, "g", a, b));
            }
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Loops_tables_and_values_below_branches_keep_their_order(bool paged)
    {
        var type = new TinyModule()
            // 100 - (n == 0 ? 1 : 2): the 100 waits below the if
            .Function("below", [WasmType.I32], WasmType.I32, [0x41, 0xE4, 0, 0x20, 0, 0x45, 0x04, 0x7F, 0x41, 1, 0x05, 0x41, 2, 0x0B, 0x6B])
            // sum of 1..n
            .Function(
                "sum", [WasmType.I32], WasmType.I32,
                [
                    0x02, 0x40, 0x03, 0x40, 0x20, 0, 0x45, 0x0D, 1, 0x20, 1, 0x20, 0, 0x6A, 0x21, 1,
                    0x20, 0, 0x41, 1, 0x6B, 0x22, 0, 0x0D, 0, 0x0B, 0x0B, 0x20, 1,
                ],
                WasmType.I32)
            // br_table with 30 targets: even ones leave the inner block (10), odd ones the outer one (20)
            .Function(
                "table", [WasmType.I32], WasmType.I32,
                [
                    0x02, 0x40, 0x02, 0x40, 0x20, 0, 0x0E, 30, .. Enumerable.Range(0, 30).Select(i => (byte)(i % 2)), 0,
                    0x0B, 0x41, 10, 0x0F, 0x0B, 0x41, 20,
                ])
            // a - b chosen by c, with a copy of a changed in between
            .Function("select", [WasmType.I32, WasmType.I32, WasmType.I32], WasmType.I32, [0x20, 0, 0x41, 5, 0x22, 0, 0x20, 1, 0x20, 2, 0x1B, 0x6B])
            .Load(paged ? Paged : Small);
        Assert.Equal((99, 98), (Call(type, "below", 0), Call(type, "below", 7)));
        Assert.Equal((0, 5050), (Call(type, "sum", 0), Call(type, "sum", 100)));
        Assert.Equal((10, 20, 20, 10, 10), (
            Call(type, "table", 0), Call(type, "table", 1), Call(type, "table", 29), Call(type, "table", 30), Call(type, "table", -1)));
        Assert.Equal((2, 3), (Call(type, "select", 7, 4, 1), Call(type, "select", 7, 4, 0)));
    }

    [Fact]
    public void Division_by_zero_is_an_exception_that_can_be_caught()
    {
        var type = new TinyModule().Function("f", [WasmType.I32, WasmType.I32], WasmType.I32, [0x20, 0, 0x20, 1, 0x6D]).Load();
        Assert.IsType<DivideByZeroException>(Assert.ThrowsAny<Exception>(() => Call(type, "f", 1, 0)).InnerException);
    }

    private static void CheckBinary<TOperand, TResult>(
        bool paged, WasmType operand, WasmType result, Dictionary<Opcode, Func<TOperand, TOperand, TResult>> expected,
        TOperand[] values, Func<Opcode, TOperand, bool> traps)
        where TOperand : struct
    {
        foreach (var (opcode, function) in expected)
        {
            var type = new TinyModule().Function("f", [operand, operand], result, [0x20, 0, 0x20, 1, .. Encode(opcode)]).Load(paged ? Paged : Small);
            foreach (var (a, b) in values.SelectMany(a => values.Where(b => !traps(opcode, b)).Select(b => (a, b))))
            {
                var actual = Loaded.Call(type, "f", default(nint), a, b);
                Assert.True(Equals(function(a, b), actual), $"{opcode}({a}, {b}) is {actual}, not {function(a, b)}");
            }
        }
    }

    private static void CheckUnary<TOperand>(bool paged, WasmType operand, Dictionary<Opcode, Func<TOperand, object>> expected, TOperand[] values)
        where TOperand : struct
    {
        foreach (var (opcode, function) in expected)
        {
            var result = function(default) switch { int => WasmType.I32, long => WasmType.I64, _ => WasmType.F64 };
            var type = new TinyModule().Function("f", [operand], result, [0x20, 0, .. Encode(opcode)]).Load(paged ? Paged : Small);
            foreach (var a in values)
            {
                var actual = Loaded.Call(type, "f", default(nint), a);
                Assert.True(Equals(function(a), actual), $"{opcode}({a}) is {actual}, not {function(a)}");
            }
        }
    }

    private static int Call(Type type, string name, params object[] arguments) =>
        (int)Loaded.Call(type, name, [default(nint), .. arguments])!;

    private static byte[] Encode(Opcode opcode) => (int)opcode > 0xFF ? [0xFC, (byte)opcode] : [(byte)opcode];

    private static T Saturate<T>(double value, T smallest, T largest, Func<double, T> convert)
        where T : struct, INumber<T> =>
        double.IsNaN(value) ? T.Zero
        : value <= double.CreateChecked(smallest) ? smallest
        : value >= double.CreateChecked(largest) ? largest
        : convert(value);
}
