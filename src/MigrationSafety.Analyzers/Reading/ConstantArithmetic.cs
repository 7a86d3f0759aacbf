using System;
using System.Globalization;
using Microsoft.CodeAnalysis.CSharp;

namespace MigrationSafety.Analyzers.Reading;

/// <summary>The little arithmetic that migrations do: loop counters and limits.</summary>
internal static class ConstantArithmetic
{
    public static bool IsNumber(object? value) =>
        value is int or long or short or byte or sbyte or ushort or uint or decimal
        || value is ulong number && number <= long.MaxValue;

    public static object? Compute(SyntaxKind kind, object? left, object? right)
    {
        if (left is bool a && right is bool b)
        {
            return kind switch
            {
                SyntaxKind.BitwiseAndExpression => a & b,
                SyntaxKind.BitwiseOrExpression => a | b,
                SyntaxKind.ExclusiveOrExpression => a ^ b,
                _ => null,
            };
        }

        if (!IsNumber(left) || !IsNumber(right) || left is decimal || right is decimal)
        {
            return null;
        }

        var x = Convert.ToInt64(left, CultureInfo.InvariantCulture);
        var y = Convert.ToInt64(right, CultureInfo.InvariantCulture);
        switch (kind)
        {
            case SyntaxKind.LessThanExpression:
                return x < y;
            case SyntaxKind.LessThanOrEqualExpression:
                return x <= y;
            case SyntaxKind.GreaterThanExpression:
                return x > y;
            case SyntaxKind.GreaterThanOrEqualExpression:
                return x >= y;
        }

        try
        {
            return kind switch
            {
                SyntaxKind.AddExpression => Narrow(checked(x + y), left, right),
                SyntaxKind.SubtractExpression => Narrow(checked(x - y), left, right),
                SyntaxKind.MultiplyExpression => Narrow(checked(x * y), left, right),
                SyntaxKind.DivideExpression when y is not (0 or -1) => Narrow(x / y, left, right),
                SyntaxKind.ModuloExpression when y is not (0 or -1) => Narrow(x % y, left, right),
                _ => null,
            };
        }
        catch (OverflowException)
        {
            return null;
        }
    }

    public static object? Negate(object? value) => value switch
    {
        int number when number != int.MinValue => -number,
        long number when number != long.MinValue => -number,
        2147483648u => int.MinValue,
        uint number => -(long)number,
        double number => -number,
        float number => -number,
        decimal number => -number,
        _ => null,
    };

    private static object? Narrow(long value, object? left, object? right) =>
        left is long or uint or ulong || right is long or uint or ulong ? value
        : value is >= int.MinValue and <= int.MaxValue ? (int)value
        : null;
}
