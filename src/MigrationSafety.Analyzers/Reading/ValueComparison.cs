namespace MigrationSafety.Analyzers.Reading;

/// <summary>Whether two values are known to be equal.</summary>
internal static class ValueComparison
{
    public static bool Same(Value left, Value right) => ReferenceEquals(left, right) || AreEqual(left, right) == true;

    /// <summary>Null where it cannot be told.</summary>
    public static bool? AreEqual(Value left, Value right) => (left, right) switch
    {
        (TextValue a, TextValue b) => a.Text == b.Text,
        (ConstantValue a, ConstantValue b) => SameConstant(a.Value, b.Value),
        (TextValue, ConstantValue { Value: null }) or (ConstantValue { Value: null }, TextValue) => false,
        (RawValue a, RawValue b) when a.Text == b.Text => true,
        (ArrayValue, ConstantValue { Value: null }) or (ConstantValue { Value: null }, ArrayValue) => false,
        _ => null,
    };

    private static bool SameConstant(object? left, object? right) =>
        left is System.IConvertible a && right is System.IConvertible b && left.GetType() != right.GetType()
        && ConstantArithmetic.IsNumber(left) && ConstantArithmetic.IsNumber(right)
            ? a.ToDecimal(null) == b.ToDecimal(null)
            : Equals(left, right);
}
