using System.Collections.Immutable;
using System.Linq;
using MigrationSafety.Core.Changes;
using MigrationSafety.Core.Sql.Expressions;
using MigrationSafety.Core.Sql.Json;

namespace MigrationSafety.Core.Sql.Statements;

/// <summary>CREATE INDEX and REINDEX.</summary>
internal static class IndexReader
{
    public static void ReadCreate(JsonNode statement, StatementContext context)
    {
        var relation = statement["relation"];
        var keys = statement["indexParams"].Items.Select(item => item["IndexElem"]).ToList();
        context.Add(new CreateIndex
        {
            Table = TreeNames.Relation(relation, context),
            Only = TreeNames.IsOnly(relation),
            Name = statement["idxname"].Text,
            Columns = keys.Select(key => key["name"].Text).Where(name => name is not null).ToImmutableArray()!,
            Expressions = keys
                .Select(key => key["expr"])
                .Where(expression => expression.Exists)
                .Select(expression => ExpressionTree.Read(expression, context))
                .ToImmutableArray(),
            IncludedColumns = statement["indexIncludingParams"].Items
                .Select(item => item["IndexElem"]["name"].Text)
                .Where(name => name is not null)
                .ToImmutableArray()!,
            Predicate = statement["whereClause"] is { Exists: true } predicate ? ExpressionTree.Read(predicate, context) : null,
            Method = statement["accessMethod"].Text ?? "btree",
            Unique = statement["unique"].IsTrue,
            Concurrently = statement["concurrent"].IsTrue,
            IfNotExists = statement["if_not_exists"].IsTrue,
        });
    }

    public static void ReadReindex(JsonNode statement, StatementContext context)
    {
        var target = statement["kind"].Text switch
        {
            "REINDEX_OBJECT_INDEX" => ReindexTarget.Index,
            "REINDEX_OBJECT_TABLE" => ReindexTarget.Table,
            "REINDEX_OBJECT_SCHEMA" => ReindexTarget.Schema,
            "REINDEX_OBJECT_SYSTEM" => ReindexTarget.System,
            _ => ReindexTarget.Database,
        };
        context.Add(new Reindex
        {
            Target = target,
            Name = statement["relation"].Exists ? TreeNames.Relation(statement["relation"], context)
                : statement["name"].Text is { } name ? new QualifiedName(null, name)
                : null,
            Concurrently = OptionReader.IsOn(statement["params"], "concurrently"),
        });
    }
}
