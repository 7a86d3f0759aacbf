using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using MigrationSafety.Core.Changes;

namespace MigrationSafety.Core.Sql.Types;

/// <summary>
/// The store types that nearly every migration uses, so that a project without SQL never pays for the parser's
/// first call. Anything else goes through the grammar; a test compares both.
/// </summary>
internal static class PgTypeNames
{
    public static readonly IReadOnlyDictionary<string, string> Common = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["bigint"] = "int8",
        ["boolean"] = "bool",
        ["bytea"] = "bytea",
        ["character varying"] = "varchar",
        ["citext"] = "citext",
        ["date"] = "date",
        ["double precision"] = "float8",
        ["inet"] = "inet",
        ["integer"] = "int4",
        ["interval"] = "interval",
        ["json"] = "json",
        ["jsonb"] = "jsonb",
        ["numeric"] = "numeric",
        ["real"] = "float4",
        ["smallint"] = "int2",
        ["text"] = "text",
        ["time without time zone"] = "time",
        ["timestamp with time zone"] = "timestamptz",
        ["timestamp without time zone"] = "timestamp",
        ["tsvector"] = "tsvector",
        ["uuid"] = "uuid",
    };

    public static PgType? Find(string text)
    {
        var isArray = text.EndsWith("[]", StringComparison.Ordinal);
        var scalar = isArray ? text.Substring(0, text.Length - 2) : text;
        var modifiers = ImmutableArray<int>.Empty;
        var open = scalar.IndexOf('(');
        if (open > 0)
        {
            // The modifiers of timestamp(3) with time zone stand in the middle: that is the grammar's business.
            if (!scalar.StartsWith("character varying", StringComparison.Ordinal)
                && !scalar.StartsWith("numeric", StringComparison.Ordinal))
            {
                return null;
            }

            if (ReadModifiers(scalar, open) is not { } read)
            {
                return null;
            }

            modifiers = read;
            scalar = scalar.Substring(0, open);
        }

        return Common.TryGetValue(scalar, out var name)
            ? new PgType { Name = name, Modifiers = modifiers, ArrayDimensions = isArray ? 1 : 0 }
            : null;
    }

    private static ImmutableArray<int>? ReadModifiers(string text, int open)
    {
        if (text[text.Length - 1] != ')')
        {
            return null;
        }

        var modifiers = ImmutableArray.CreateBuilder<int>();
        foreach (var part in text.Substring(open + 1, text.Length - open - 2).Split(','))
        {
            if (!int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var modifier))
            {
                return null;
            }

            modifiers.Add(modifier);
        }

        return modifiers.ToImmutable();
    }
}
