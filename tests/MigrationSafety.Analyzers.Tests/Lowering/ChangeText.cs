using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using MigrationSafety.Core.Changes;

namespace MigrationSafety.Analyzers.Tests.Lowering;

/// <summary>A change as text, without what depends on who wrote it: places, and the wording of expressions.</summary>
internal static class ChangeText
{
    private static readonly HashSet<string> Ignored =
    [
        "Origin", "EqualityContract", "ColumnsRead",
        // How an expression is written is not what it does.
        "Sql", "IsLiteral", "LiteralText", "Constants", "IsNotNullTest", "Functions", "Comparisons", "Alternatives", "NotNullColumns",
        // Who emits a data change, and how many rows it names.
        "Author", "HasLiteralRows", "QualifiedName",
    ];

    public static string Of(SchemaChange change) => change.GetType().Name + Members(change);

    private static string Members(object value) => "{" + string.Join(", ", value.GetType()
        .GetProperties(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance)
        .Where(static property => !Ignored.Contains(property.Name))
        .OrderBy(static property => property.Name, System.StringComparer.Ordinal)
        .Select(property => (property.Name, Text: Text(property.GetValue(value))))
        .Where(static pair => pair.Text is not ("" or "False" or "[]"))
        .Select(static pair => pair.Name + "=" + pair.Text)) + "}";

    private static string Text(object? value) => value switch
    {
        null => "",
        string text => text,
        QualifiedName name => (name.Schema ?? "public") + "." + name.Name,
        PgType type => type.ToString(),
        IEnumerable items => "[" + string.Join(",", items.Cast<object>().Select(Text)) + "]",
        _ when value.GetType().IsPrimitive || value.GetType().IsEnum => value.ToString()!,
        _ => Members(value),
    };
}
