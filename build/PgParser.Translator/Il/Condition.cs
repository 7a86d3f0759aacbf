using System.Reflection.Metadata;

namespace PgParser.Translator.Il;

/// <summary>A comparison in its three forms: as a value, as a branch when it holds, as a branch when it does not.</summary>
/// <param name="Compare">The instruction that leaves 0 or 1; null compares with zero.</param>
/// <param name="Negate">Whether that answer must be turned round.</param>
/// <param name="WhenTrue">The branch when it holds.</param>
/// <param name="WhenFalse">The branch when it does not, also right for floats that are not ordered.</param>
internal sealed record Condition(ILOpCode? Compare, bool Negate, ILOpCode WhenTrue, ILOpCode WhenFalse)
{
    public static readonly Condition Zero = new(null, false, ILOpCode.Brfalse, ILOpCode.Brtrue);
    public static readonly Condition Equal = new(ILOpCode.Ceq, false, ILOpCode.Beq, ILOpCode.Bne_un);
    public static readonly Condition NotEqual = Equal.Inverse;
    public static readonly Condition Less = new(ILOpCode.Clt, false, ILOpCode.Blt, ILOpCode.Bge);
    public static readonly Condition LessUnsigned = new(ILOpCode.Clt_un, false, ILOpCode.Blt_un, ILOpCode.Bge_un);
    public static readonly Condition Greater = new(ILOpCode.Cgt, false, ILOpCode.Bgt, ILOpCode.Ble);
    public static readonly Condition GreaterUnsigned = new(ILOpCode.Cgt_un, false, ILOpCode.Bgt_un, ILOpCode.Ble_un);
    public static readonly Condition LessOrEqual = Greater.Inverse;
    public static readonly Condition LessOrEqualUnsigned = GreaterUnsigned.Inverse;
    public static readonly Condition GreaterOrEqual = Less.Inverse;
    public static readonly Condition GreaterOrEqualUnsigned = LessUnsigned.Inverse;
    public static readonly Condition FloatLess = new(ILOpCode.Clt, false, ILOpCode.Blt, ILOpCode.Bge_un);
    public static readonly Condition FloatGreater = new(ILOpCode.Cgt, false, ILOpCode.Bgt, ILOpCode.Ble_un);
    public static readonly Condition FloatLessOrEqual = new(ILOpCode.Cgt_un, true, ILOpCode.Ble, ILOpCode.Bgt_un);
    public static readonly Condition FloatGreaterOrEqual = new(ILOpCode.Clt_un, true, ILOpCode.Bge, ILOpCode.Blt_un);

    public Condition Inverse => this with { Negate = !Negate, WhenTrue = WhenFalse, WhenFalse = WhenTrue };
}
