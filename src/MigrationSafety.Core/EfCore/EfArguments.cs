using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using MigrationSafety.Core.Changes;

namespace MigrationSafety.Core.EfCore;

/// <summary>Arguments of an operation by type; null for one that is missing or not known.</summary>
internal static class EfArguments
{
    public static string? Text(this EfOperation operation, string argument) => Value(operation, argument) as string;

    public static bool Flag(this EfOperation operation, string argument) => Value(operation, argument) is true;

    public static bool? FlagIfWritten(this EfOperation operation, string argument) => Value(operation, argument) as bool?;

    public static int? Integer(this EfOperation operation, string argument) => Value(operation, argument) switch
    {
        int number => number,
        long number and >= int.MinValue and <= int.MaxValue => (int)number,
        _ => null,
    };

    public static object? Value(this EfOperation operation, string argument) =>
        operation.Arguments.TryGetValue(argument, out var value) ? value : null;

    /// <summary>column: "A" or columns: ["A", "B"]; empty where a name is not known.</summary>
    public static ImmutableArray<string> Names(this EfOperation operation, string singular, string plural) =>
        Names(Value(operation, plural) ?? Value(operation, singular));

    /// <summary>A name or an array of names; empty where one is not known.</summary>
    public static ImmutableArray<string> Names(object? value) => value switch
    {
        string one => ImmutableArray.Create(one),
        EfArray array when array.Items.All(static item => item is string) =>
            array.Items.Select(static item => (string)item!).ToImmutableArray(),
        _ => ImmutableArray<string>.Empty,
    };

    /// <summary>The operation's table; null where its name is not known.</summary>
    public static QualifiedName? Table(this EfOperation operation, string argument = "table", string schema = "schema") =>
        operation.Text(argument) is { Length: > 0 } name && Value(operation, schema) is not EfUnknown
            ? new QualifiedName(operation.Text(schema), name)
            : null;

    /// <summary>A value that the operation sets: null, or anything else.</summary>
    public static bool HasValue(this EfOperation operation, string argument) => Value(operation, argument) is not null;

    /// <summary>A member of an enum by its name: <c>ReferentialAction.Cascade</c> gives Cascade.</summary>
    public static string? Member(object? value)
    {
        var text = value is EfRaw raw ? raw.Text : value is EfUnknown or null ? null : value.ToString();
        return text?.Substring(text.LastIndexOf('.') + 1);
    }

    public static object? Annotation(this EfOperation operation, string name) =>
        operation.Annotations.TryGetValue(name, out var value) ? value : null;

    /// <summary>A value as an SQL default for messages; PostgreSQL takes every one of them for a constant.</summary>
    public static SqlExpression ConstantDefault(object? value) =>
        new(Literal(value), Volatility.Constant)
        {
            IsLiteral = value is string or bool or int or long or short or byte or decimal or double or float,
            LiteralText = value as string ?? EnumLabel.Of(value),
        };

    public static string Literal(object? value) => value switch
    {
        null => "NULL",
        string text => Sql.SqlLiteral.Quote(text),
        bool truth => truth ? "TRUE" : "FALSE",
        EfRaw raw => raw.Text,
        EfUnknown unknown => unknown.Text,
        EfArray => "ARRAY[...]",
        System.IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    /// <summary>Two argument values that EF Core takes for equal.</summary>
    public static bool Same(object? left, object? right) =>
        left is EfArray a && right is EfArray b
            ? a.Items.Length == b.Items.Length && a.Items.Zip(b.Items, Same).All(static same => same)
            : Equals(left, right);
}
