using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using MigrationSafety.Core.Changes;
using MigrationSafety.Core.Sql;
using Xunit;

namespace MigrationSafety.Core.Tests.Sql;

/// <summary>
/// Changes as short text for tests: the type, then every property that is not at its default. What a test does not
/// name is thereby asserted to be absent. (Columns that a query reads have tests of their own.)
/// </summary>
internal static class ChangeText
{
    /// <summary>The changes of a text that must parse, one a line.</summary>
    public static string[] Of(string sql, bool isScript = false)
    {
        var reading = SqlReader.Read(sql, isScript: isScript);
        Assert.Null(reading.Error);
        return reading.Changes.Select(Of).ToArray();
    }

    public static string Of(SchemaChange change) => Describe(change);

    /// <summary>The changes with the text at their place and what their origin says.</summary>
    public static string[] WithPlaces(string sql)
    {
        var reading = SqlReader.Read(sql);
        Assert.Null(reading.Error);
        return reading.Changes.Select(change =>
        {
            var span = change.Origin.Span!.Value;
            return Of(change)
                + (change.Origin.Guarded ? " guarded" : "")
                + (change.Origin.InDoBlock ? " in DO" : "")
                + " | " + sql.Substring(span.Start, span.Length);
        }).ToArray();
    }

    private static string Describe(object value)
    {
        switch (value)
        {
            case bool or int or Enum or string or QualifiedName or PgType or TextSpan:
                return value.ToString()!;
            case ColumnComparison comparison:
                return comparison.Column + comparison.Operator + comparison.Constant;
            case IEnumerable items:
                return "[" + string.Join(", ", items.Cast<object?>().Select(i => i is null ? "null" : Describe(i))) + "]";
        }

        var parts = new List<string>();
        foreach (var property in value.GetType().GetProperties().OrderBy(p => p.Name is not "Table").ThenBy(p => p.MetadataToken))
        {
            if (property.GetIndexParameters().Length > 0 || property.Name is "EqualityContract" or "Origin" or "IsSerial" or "IsLiteral" or "LiteralText" or "Constants" or "IsNotNullTest" or "ColumnsRead")
            {
                continue;
            }

            var content = property.GetValue(value);
            if (content is false && property.Name == "AllowedInTransaction")
            {
                parts.Add("NotInTransaction");
                continue;
            }

            if (content is null or false or 0 || IsDefault(property.Name, content))
            {
                continue;
            }

            parts.Add(content is true ? property.Name : property.Name + "=" + Describe(content));
        }

        var text = string.Join(" ", parts);
        return value is SchemaChange ? (value.GetType().Name + " " + text).TrimEnd() : "{" + text + "}";
    }

    private static bool IsDefault(string property, object content) =>
        content is IEnumerable and not string && !((IEnumerable)content).Cast<object?>().Any()
        || property == "Method" && content is "btree"
        || property == "AllowedInTransaction"
        || content is Enum && Convert.ToInt32(content) == 0 && property is "Identity" or "Generated" or "Author";
}
