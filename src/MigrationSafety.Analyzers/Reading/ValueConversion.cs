using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using MigrationSafety.Core.EfCore;

namespace MigrationSafety.Analyzers.Reading;

/// <summary>Values of the C# reader as arguments of an <see cref="EfOperation"/>, which knows nothing of Roslyn.</summary>
internal static class ValueConversion
{
    public static object? ToArgument(Value value) => value switch
    {
        ConstantValue constant => constant.Value,
        TextValue text => text.Text,
        RawValue raw => new EfRaw(raw.Text),
        ArrayValue array => new EfArray(array.Items.Select(ToArgument).ToImmutableArray()),
        ObjectValue { Type: null } pair when pair.Find("Key") is { } key && pair.Find("Value") is { } item =>
            new EfArray(ImmutableArray.Create(ToArgument(key), ToArgument(item))),
        UnknownValue unknown => new EfUnknown(Short(unknown.Node)),
        _ => new EfRaw(value.GetType().Name),
    };

    /// <summary>The C# text of an expression, short enough for a message.</summary>
    public static string Short(SyntaxNode node)
    {
        const int longest = 60;
        var text = node.Span.Length > 4 * longest
            ? node.ToString().Substring(0, 4 * longest)
            : node.ToString();
        text = string.Join(" ", text.Split([' ', '\r', '\n', '\t'], System.StringSplitOptions.RemoveEmptyEntries));
        return text.Length <= longest ? text : text.Substring(0, longest - 3) + "...";
    }
}
