using PgParser.Translator.Il;
using PgParser.Translator.Wasm;

namespace PgParser.Translator.Translation;

internal static class Comparisons
{
    public static Condition Of(Opcode opcode) => opcode switch
    {
        Opcode.I32Eq or Opcode.I64Eq or Opcode.I64Eqz or Opcode.F64Eq => Condition.Equal,
        Opcode.I32Ne or Opcode.I64Ne or Opcode.F32Ne or Opcode.F64Ne => Condition.NotEqual,
        Opcode.I32LtS or Opcode.I64LtS => Condition.Less,
        Opcode.I32LtU or Opcode.I64LtU => Condition.LessUnsigned,
        Opcode.I32GtS or Opcode.I64GtS => Condition.Greater,
        Opcode.I32GtU or Opcode.I64GtU => Condition.GreaterUnsigned,
        Opcode.I32LeS or Opcode.I64LeS => Condition.LessOrEqual,
        Opcode.I32LeU or Opcode.I64LeU => Condition.LessOrEqualUnsigned,
        Opcode.I32GeS or Opcode.I64GeS => Condition.GreaterOrEqual,
        Opcode.I32GeU or Opcode.I64GeU => Condition.GreaterOrEqualUnsigned,
        Opcode.F64Lt => Condition.FloatLess,
        Opcode.F64Gt => Condition.FloatGreater,
        Opcode.F64Le => Condition.FloatLessOrEqual,
        Opcode.F64Ge => Condition.FloatGreaterOrEqual,
        _ => throw new UnsupportedWasmException($"comparison {opcode}"),
    };
}
