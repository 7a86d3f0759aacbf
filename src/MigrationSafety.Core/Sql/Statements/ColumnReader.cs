using System.Collections.Immutable;
using System.Linq;
using MigrationSafety.Core.Changes;
using MigrationSafety.Core.Sql.Expressions;
using MigrationSafety.Core.Sql.Json;
using MigrationSafety.Core.Sql.Types;

namespace MigrationSafety.Core.Sql.Statements;

/// <summary>A ColumnDef: the column of ADD COLUMN and CREATE TABLE with its inline constraints.</summary>
internal static class ColumnReader
{
    public static ColumnDefinition Read(JsonNode definition, StatementContext context)
    {
        var name = definition["colname"].Text ?? "";
        var column = new ColumnDefinition
        {
            Name = name,
            Type = PgTypeReader.Read(definition["typeName"]),
            Collation = Collation(definition),
        };
        var constraints = ImmutableArray.CreateBuilder<ConstraintDefinition>();
        var parts = definition["constraints"].Items.Select(item => item["Constraint"]).ToList();
        for (var i = 0; i < parts.Count; i++)
        {
            var part = parts[i];

            // The next part's place is where this one's expression ends: DEFAULT now() NOT NULL.
            int? limit = i + 1 < parts.Count && parts[i + 1]["location"].Int > 0
                ? context.Source.ToUtf16(parts[i + 1]["location"].Int)
                : null;
            var kind = ConstraintReader.KindOf(part);
            if (kind is { } own and not ConstraintKind.NotNull)
            {
                constraints.Add(ConstraintReader.Read(part, own, context, name, limit));
            }
            else
            {
                column = With(column, part, context, limit);
                Qualify(constraints, part["contype"].Text);
            }
        }

        return column with { Constraints = constraints.ToImmutable() };
    }

    /// <summary>The name behind COLLATE, with its schema unless that is pg_catalog.</summary>
    public static string? Collation(JsonNode definition) =>
        definition["collClause"]["collname"] is { Exists: true } name ? TreeNames.CatalogName(name).ToString() : null;

    public static IdentityKind Identity(JsonNode constraint) =>
        constraint["generated_when"].Text == "a" ? IdentityKind.Always : IdentityKind.ByDefault;

    private static ColumnDefinition With(ColumnDefinition column, JsonNode part, StatementContext context, int? limit) =>
        part["contype"].Text switch
        {
            "CONSTR_NOTNULL" => column with { NotNull = true },
            "CONSTR_DEFAULT" => column with { Default = ExpressionTree.Read(part["raw_expr"], context, limit) },
            "CONSTR_IDENTITY" => column with { Identity = Identity(part), NotNull = true },
            "CONSTR_GENERATED" => column with
            {
                Generated = part["generated_kind"].Text == "v" ? GeneratedKind.Virtual : GeneratedKind.Stored,
                GenerationExpression = ExpressionTree.Read(part["raw_expr"], context, limit),
            },
            _ => column,
        };

    // DEFERRABLE and NOT ENFORCED stand as parts of their own behind the constraint that they qualify.
    private static void Qualify(ImmutableArray<ConstraintDefinition>.Builder constraints, string? attribute)
    {
        if (constraints.Count == 0)
        {
            return;
        }

        var last = constraints[constraints.Count - 1];
        constraints[constraints.Count - 1] = attribute switch
        {
            "CONSTR_ATTR_DEFERRABLE" => last with { Deferrable = true },
            "CONSTR_ATTR_NOT_ENFORCED" => last with { NotEnforced = true },
            _ => last,
        };
    }
}
