using System.Collections.Immutable;
using System.Linq;
using MigrationSafety.Core.Changes;
using MigrationSafety.Core.Sql.Expressions;
using MigrationSafety.Core.Sql.Json;

namespace MigrationSafety.Core.Sql.Statements;

/// <summary>Constraints of CREATE TABLE, ADD COLUMN and ADD CONSTRAINT.</summary>
internal static class ConstraintReader
{
    /// <summary>The kind of a Constraint node that makes a constraint of its own; null for DEFAULT, IDENTITY and attributes.</summary>
    public static ConstraintKind? KindOf(JsonNode constraint) => constraint["contype"].Text switch
    {
        "CONSTR_CHECK" => ConstraintKind.Check,
        "CONSTR_FOREIGN" => ConstraintKind.ForeignKey,
        "CONSTR_UNIQUE" => ConstraintKind.Unique,
        "CONSTR_PRIMARY" => ConstraintKind.PrimaryKey,
        "CONSTR_EXCLUSION" => ConstraintKind.Exclusion,
        "CONSTR_NOTNULL" => ConstraintKind.NotNull,
        _ => null,
    };

    /// <summary>Reads a table constraint, or a column's inline one (<paramref name="column"/>).</summary>
    public static ConstraintDefinition Read(
        JsonNode constraint, ConstraintKind kind, StatementContext context, string? column = null, int? limit = null)
    {
        var isForeignKey = kind == ConstraintKind.ForeignKey;
        var notEnforced = kind is ConstraintKind.Check or ConstraintKind.ForeignKey && !constraint["is_enforced"].IsTrue;
        return new ConstraintDefinition
        {
            Kind = kind,
            Name = constraint["conname"].Text,
            Columns = Columns(constraint, kind, column),
            NotValid = constraint["skip_validation"].IsTrue && !notEnforced,
            NotEnforced = notEnforced,
            UsingIndex = constraint["indexname"].Text,
            ReferencedTable = isForeignKey ? TreeNames.Relation(constraint["pktable"], context) : null,
            ReferencedColumns = TreeNames.Strings(constraint["pk_attrs"]),
            OnDelete = isForeignKey ? Action(constraint["fk_del_action"].Text) : null,
            OnUpdate = isForeignKey ? Action(constraint["fk_upd_action"].Text) : null,
            Expression = Expression(constraint, kind, context, limit),
            Deferrable = constraint["deferrable"].IsTrue,
            NoInherit = constraint["is_no_inherit"].IsTrue,
            WithoutOverlaps = constraint["without_overlaps"].IsTrue || constraint["fk_with_period"].IsTrue,
        };
    }

    private static ImmutableArray<string> Columns(JsonNode constraint, ConstraintKind kind, string? column)
    {
        var written = kind switch
        {
            ConstraintKind.ForeignKey => TreeNames.Strings(constraint["fk_attrs"]),
            ConstraintKind.Exclusion => constraint["exclusions"].Items
                .Select(item => item["List"]["items"].FirstItem["IndexElem"]["name"].Text)
                .Where(name => name is not null)
                .ToImmutableArray()!,
            ConstraintKind.Check => column is null ? ExpressionTree.Columns(constraint["raw_expr"]) : ImmutableArray<string>.Empty,
            _ => TreeNames.Strings(constraint["keys"]),
        };
        return written.IsEmpty && column is not null ? ImmutableArray.Create(column) : written;
    }

    private static SqlExpression? Expression(JsonNode constraint, ConstraintKind kind, StatementContext context, int? limit)
    {
        var expression = kind == ConstraintKind.Exclusion ? constraint["where_clause"] : constraint["raw_expr"];
        return expression.Exists ? ExpressionTree.Read(expression, context, limit) : null;
    }

    private static string? Action(string? code) => code switch
    {
        "c" => "CASCADE",
        "n" => "SET NULL",
        "d" => "SET DEFAULT",
        "r" => "RESTRICT",
        _ => null,
    };
}
