using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using MigrationSafety.Core.Changes;
using MigrationSafety.Core.Sql.Text;

namespace MigrationSafety.Core.Sql.Expressions;

/// <summary>
/// The expressions that most migrations have (a constant, now(), "Deleted" IS NULL, "Price" &gt;= 0 AND "Price" &lt;= 100),
/// read without the grammar, whose first call costs a build tens of milliseconds. Tested to say what
/// <see cref="ExpressionTree"/> says of the same text.
/// </summary>
internal static class SimpleExpression
{
    private const int DigitsOfAnInteger = 9;

    /// <summary>Functions without arguments that are default values: none is a keyword.</summary>
    private static readonly string[] Functions = ["now", "gen_random_uuid", "uuid_generate_v4", "clock_timestamp"];

    /// <summary>Null for all that needs the grammar.</summary>
    public static SqlExpression? Read(string text) =>
        LexemeList.Of(text) is { IsAtEnd: false } lexemes
        && (lexemes.IsNext('"') ? Conditions(lexemes, text.Trim()) : Value(lexemes, text.Trim())) is { } expression
        && lexemes.IsAtEnd
            ? expression
            : null;

    private static SqlExpression? Value(LexemeList lexemes, string text)
    {
        if (lexemes.StringConstant() is { } constant)
        {
            return new SqlExpression(text, Volatility.Constant) { IsLiteral = true, LiteralText = constant };
        }

        if (lexemes.Word("CURRENT_TIMESTAMP") || lexemes.Word("CURRENT_DATE"))
        {
            return new SqlExpression(text, Volatility.Stable);
        }

        if (lexemes.Word("NULL"))
        {
            return new SqlExpression(text, Volatility.Constant) { IsLiteral = true, IsNull = true };
        }

        foreach (var function in Functions)
        {
            if (lexemes.Word(function))
            {
                var name = new QualifiedName(null, function);
                return lexemes.Symbol('(') && lexemes.Symbol(')')
                    ? new SqlExpression(text, BuiltInFunctions.VolatilityOf(name)) { Functions = ImmutableArray.Create(name) }
                    : null;
            }
        }

        return Number(lexemes) is not null ? new SqlExpression(text, Volatility.Constant) { IsLiteral = true } : null;
    }

    private static SqlExpression? Conditions(LexemeList lexemes, string sql)
    {
        var columns = new List<string>();
        var notNull = new List<string>();
        var comparisons = ImmutableArray.CreateBuilder<ColumnComparison>();
        var constants = new List<ConstantUse>();
        var parts = 0;
        do
        {
            if (lexemes.QuotedName() is not { } column)
            {
                return null;
            }

            columns.Add(column);
            parts++;
            if (lexemes.Word("IS"))
            {
                var isNotNull = lexemes.Word("NOT");
                if (!lexemes.Word("NULL"))
                {
                    return null;
                }

                if (isNotNull)
                {
                    notNull.Add(column);
                }

                continue;
            }

            if (Operator(lexemes) is not { } name)
            {
                return null;
            }

            var text = lexemes.StringConstant();
            if ((text ?? Number(lexemes)) is not { } constant)
            {
                return null;
            }

            if (text is not null)
            {
                constants.Add(new ConstantUse(text, column, null));
            }

            if (name != "<>")
            {
                comparisons.Add(new ColumnComparison(column, name, constant));
            }
        }
        while (lexemes.Word("AND"));

        return new SqlExpression(sql, Volatility.Constant)
        {
            Columns = columns.Distinct().ToImmutableArray(),
            NotNullColumns = notNull.Distinct().ToImmutableArray(),
            IsNotNullTest = parts == 1 && notNull.Count == 1,
            Comparisons = comparisons.ToImmutable(),
            Constants = ConstantUses.Collected(constants),
        };
    }

    private static string? Operator(LexemeList lexemes) =>
        lexemes.Symbol('=') ? "="
        : lexemes.Symbol('<') ? (lexemes.CloseSymbol('=') ? "<=" : lexemes.CloseSymbol('>') ? "<>" : "<")
        : lexemes.Symbol('>') ? (lexemes.CloseSymbol('=') ? ">=" : ">")
        : null;

    /// <summary>A number or truth value, as <see cref="Predicates.ConstantText"/> gives it.</summary>
    private static string? Number(LexemeList lexemes)
    {
        if (lexemes.Word("true"))
        {
            return "true";
        }

        if (lexemes.Word("false"))
        {
            return "false";
        }

        return lexemes.AnyWord() is { Length: <= DigitsOfAnInteger } digits
            && digits.All(static c => c is >= '0' and <= '9') && (digits.Length == 1 || digits[0] != '0')
            ? digits : null;
    }
}
