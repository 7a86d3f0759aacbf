using System.Collections.Immutable;
using System.Linq;
using MigrationSafety.Core.Changes;
using MigrationSafety.Core.Sql.Expressions;
using MigrationSafety.Core.Sql.Json;

namespace MigrationSafety.Core.Sql.Statements;

/// <summary>CREATE VIEW, CREATE MATERIALIZED VIEW, CREATE TABLE AS and SELECT INTO.</summary>
internal static class ViewReader
{
    public static void ReadView(JsonNode statement, StatementContext context) =>
        context.Add(new CreateView
        {
            View = TreeNames.Relation(statement["view"], context),
            OrReplace = statement["replace"].IsTrue,
            Sources = Sources(statement, context),
            Columns = Columns(statement["query"]),
            ReadsAllColumns = ReadsAllColumns(statement["query"]),
            OutputColumns = OutputColumns(statement),
            Constants = ConstantUses.In(statement["query"]),
        });

    /// <summary>CREATE TABLE AS, or CREATE MATERIALIZED VIEW, which the grammar holds in the same node.</summary>
    public static void ReadTableAs(JsonNode statement, StatementContext context)
    {
        var into = statement["into"];
        context.Add(statement["objtype"].Text == "OBJECT_MATVIEW"
            ? new CreateView
            {
                View = TreeNames.Relation(into["rel"], context),
                Materialized = true,
                IfNotExists = statement["if_not_exists"].IsTrue,
                WithNoData = into["skipData"].IsTrue,
                Sources = Sources(statement, context),
                Columns = Columns(statement["query"]),
                ReadsAllColumns = ReadsAllColumns(statement["query"]),
                Constants = ConstantUses.In(statement["query"]),
            }
            : TableAs(into, statement, context) with { IfNotExists = statement["if_not_exists"].IsTrue });
    }

    public static void ReadSelectInto(JsonNode select, StatementContext context) =>
        context.Add(TableAs(select["intoClause"], select, context));

    private static CreateTableAs TableAs(JsonNode into, JsonNode statement, StatementContext context) => new()
    {
        Table = TreeNames.Relation(into["rel"], context),
        Temporary = into["rel"]["relpersistence"].Text == "t",
        WithNoData = into["skipData"].IsTrue,
        Sources = Sources(statement, context),
    };

    private static ImmutableArray<QualifiedName> Sources(JsonNode statement, StatementContext context) =>
        new TableReferences(statement, context).In(statement);

    // Only names that are written: an expression without AS gets one that needs the catalog.
    private static ImmutableArray<string> OutputColumns(JsonNode view)
    {
        if (view["aliases"].Exists)
        {
            return TreeNames.Strings(view["aliases"]);
        }

        var names = view["query"]["SelectStmt"]["targetList"].Items
            .Select(item => item["ResTarget"])
            .Select(target => target["name"].Text ?? Predicates.Column(target["val"]))
            .ToImmutableArray();
        return names.Contains(null) ? ImmutableArray<string>.Empty : names!;
    }

    private static bool ReadsAllColumns(JsonNode query) => query.Descendants("A_Star").Any();

    // SELECT * names columns that only the catalog knows.
    private static ImmutableArray<string> Columns(JsonNode query) =>
        ReadsAllColumns(query)
            ? ImmutableArray<string>.Empty
            : ExpressionTree.Columns(query)
                .Concat(query.Descendants("usingClause").SelectMany(found => TreeNames.Strings(found.Value)))
                .Distinct()
                .ToImmutableArray();
}
