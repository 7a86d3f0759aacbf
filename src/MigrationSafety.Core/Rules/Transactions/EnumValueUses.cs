using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using MigrationSafety.Core.Changes;
using MigrationSafety.Core.Sql.Text;
using MigrationSafety.Core.State;

namespace MigrationSafety.Core.Rules;

/// <summary>Values of an enum that a change makes PostgreSQL read: written, compared, cast, as a default, in a CHECK, index or view.</summary>
internal static class EnumValueUses
{
    public static IEnumerable<string> Of(SchemaChange change, SchemaState before, QualifiedName type) => change switch
    {
        DataChange c => In(c.Constants, c.Table is { } table ? c.Sources.Insert(0, table) : c.Sources, before, type),
        CreateView c => In(c.Constants, c.Sources, before, type),
        CreateTable c => c.Columns.SelectMany(column => In(column, type))
            .Concat(c.Columns.SelectMany(static column => column.Constraints).Concat(c.Constraints)
                .SelectMany(constraint => In(constraint.Expression, name => c.Columns.FirstOrDefault(column => column.Name == name)?.Type, type))),
        AddColumn c => In(c.Column, type)
            .Concat(c.Column.Constraints.SelectMany(constraint =>
                In(constraint.Expression, name => name == c.Column.Name ? c.Column.Type : TypeOf(c.Table, name, before), type))),
        SetDefault c => Default(c.Default, TypeOf(c.Table, c.Column, before), type),
        AddConstraint c => In(c.Constraint.Expression, name => TypeOf(c.Table, name, before), type),
        CreateIndex c => c.Expressions.Append(c.Predicate).SelectMany(expression => In(expression, name => TypeOf(c.Table, name, before), type)),
        AlterColumnType c => In(c.Using, name => TypeOf(c.Table, name, before), type),
        _ => [],
    };

    private static IEnumerable<string> In(ColumnDefinition column, QualifiedName type) =>
        Default(column.Default, column.Type, type).Concat(In(column.GenerationExpression, static _ => null, type));

    private static IEnumerable<string> Default(SqlExpression? value, PgType? column, QualifiedName type) =>
        (value?.LiteralText is { } text ? Values(text, column, type) : []).Concat(In(value, static _ => null, type));

    private static IEnumerable<string> In(SqlExpression? expression, System.Func<string, PgType?> typeOf, QualifiedName type) =>
        expression?.Constants.SelectMany(use => Values(use.Value, use.Column is { } column ? typeOf(column) : use.Type, type)) ?? [];

    // A column of that name may stand in several tables of the query: all must have the type.
    private static IEnumerable<string> In(
        ImmutableArray<ConstantUse> constants, ImmutableArray<QualifiedName> tables, SchemaState before, QualifiedName type) =>
        constants.SelectMany(use => use.Column is { } column
            ? tables.Select(table => TypeOf(table, column, before)).Where(static t => t is not null).ToList() is { Count: > 0 } types
                && types.TrueForAll(t => t!.QualifiedName == type) ? Values(use.Value, types[0], type) : []
            : Values(use.Value, use.Type, type));

    private static PgType? TypeOf(QualifiedName table, string column, SchemaState before) => before.FindTable(table)?.FindColumn(column)?.Type;

    /// <summary>What a constant of the type, or of its array type, holds.</summary>
    private static IEnumerable<string> Values(string text, PgType? found, QualifiedName type) =>
        found?.QualifiedName != type ? [] : found.ArrayDimensions == 0 ? [text] : ArrayLiteral.Elements(text);
}
