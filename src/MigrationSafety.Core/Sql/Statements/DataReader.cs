using System.Collections.Immutable;
using System.Linq;
using MigrationSafety.Core.Changes;
using MigrationSafety.Core.Sql.Expressions;
using MigrationSafety.Core.Sql.Json;

namespace MigrationSafety.Core.Sql.Statements;

/// <summary>SELECT, INSERT, UPDATE, DELETE, MERGE, COPY and CALL, with the data changes inside their WITH first.</summary>
internal static class DataReader
{
    public static void Read(string kind, JsonNode statement, StatementContext context)
    {
        var tables = new TableReferences(statement, context);
        SettingReader.Read(statement, context);
        foreach (var inner in tables.DataChangesInWith)
        {
            inner.TryUnwrap(out var innerKind, out var innerStatement);
            context.Add(Change(innerKind, innerStatement, tables, context));
        }

        if (!SettingReader.IsOnlySettings(kind, statement))
        {
            context.Add(Change(kind, statement, tables, context));
        }
    }

    public static void ReadCopy(JsonNode statement, StatementContext context)
    {
        if (statement["query"].TryUnwrap(out var kind, out var query))
        {
            Read(kind, query, context);
            return;
        }

        var table = TreeNames.Relation(statement["relation"], context);
        context.Add(statement["is_from"].IsTrue
            ? new DataChange
            {
                Kind = DataChangeKind.Copy,
                Table = table,
                Columns = TreeNames.Strings(statement["attlist"]),
                HasWhere = statement["whereClause"].Exists,
                InLoop = context.InLoop,
            }
            : new DataChange
            {
                Kind = DataChangeKind.Select,
                Sources = ImmutableArray.Create(table),
                InLoop = context.InLoop,
            });
    }

    private static DataChange Change(string kind, JsonNode statement, TableReferences tables, StatementContext context)
    {
        var change = kind switch
        {
            "InsertStmt" => Insert(statement, context.InLoop),
            "UpdateStmt" => Update(statement, tables, context.InLoop),
            "DeleteStmt" => Delete(statement, tables, context.InLoop),
            "MergeStmt" => Merge(statement, tables, context.InLoop),
            _ => new DataChange
            {
                Kind = statement.Descendants("LockingClause").Any() ? DataChangeKind.SelectForUpdate : DataChangeKind.Select,
                HasWhere = statement["whereClause"].Exists,
                LockedSources = Locked(statement, context),
            },
        };
        return change with
        {
            Table = statement["relation"].Exists ? TreeNames.Relation(statement["relation"], context) : null,
            Sources = tables.In(statement),
            ColumnsRead = ExpressionTree.Columns(statement),
            Functions = ExpressionTree.Functions(statement).Concat(Called(statement)).ToImmutableArray(),
            Sequences = SequenceReader.Named(statement),
            Gates = GateReader.Named(statement),
            Constants = ConstantUses.Of(kind, statement),
            InLoop = context.InLoop,
        };
    }

    // FOR UPDATE OF names tables as FROM does: by alias where there is one.
    private static ImmutableArray<QualifiedName> Locked(JsonNode statement, StatementContext context)
    {
        var names = statement["lockingClause"].Items
            .SelectMany(item => item["LockingClause"]["lockedRels"].Items)
            .Select(item => item["RangeVar"]["relname"].Text)
            .ToImmutableArray();
        return statement["fromClause"].Descendants("RangeVar")
            .Select(found => found.Value)
            .Where(table => names.Contains(table["alias"]["aliasname"].Text ?? table["relname"].Text))
            .Select(table => TreeNames.Relation(table, context))
            .Distinct()
            .ToImmutableArray();
    }

    // CALL holds its function without the usual wrapper.
    private static ImmutableArray<QualifiedName> Called(JsonNode statement) =>
        statement["funccall"]["funcname"] is { Exists: true } name
            ? ImmutableArray.Create(TreeNames.CatalogName(name))
            : ImmutableArray<QualifiedName>.Empty;

    private static DataChange Insert(JsonNode statement, bool inLoop) => new()
    {
        Kind = DataChangeKind.Insert,
        HasLiteralRows = !statement["selectStmt"].Exists || WrittenRows.Are(statement["selectStmt"])
            || (!inLoop && WrittenRows.AreLimited(statement["selectStmt"])),
        HasWhere = statement["selectStmt"]["SelectStmt"]["whereClause"].Exists,
        Columns = Targets(statement["cols"]).AddRange(Targets(statement["onConflictClause"]["targetList"])).Distinct().ToImmutableArray(),
    };

    private static DataChange Update(JsonNode statement, TableReferences tables, bool inLoop) => new()
    {
        Kind = DataChangeKind.Update,
        HasWhere = statement["whereClause"].Exists,
        Columns = Targets(statement["targetList"]),
        ColumnsBoundToConstants = BoundColumns.Of(
            statement["relation"], statement["whereClause"], statement["fromClause"], tables, inLoop),
    };

    private static DataChange Delete(JsonNode statement, TableReferences tables, bool inLoop) => new()
    {
        Kind = DataChangeKind.Delete,
        HasWhere = statement["whereClause"].Exists,
        ColumnsBoundToConstants = BoundColumns.Of(
            statement["relation"], statement["whereClause"], statement["usingClause"], tables, inLoop),
    };

    private static DataChange Merge(JsonNode statement, TableReferences tables, bool inLoop) => new()
    {
        Kind = DataChangeKind.Merge,
        HasLiteralRows = WrittenRows.Are(statement["sourceRelation"]["RangeSubselect"]["subquery"]),
        Columns = statement["mergeWhenClauses"].Items
            .SelectMany(item => Targets(item["MergeWhenClause"]["targetList"]))
            .Distinct()
            .ToImmutableArray(),
        ColumnsBoundToConstants = BoundColumns.Of(
            statement["relation"], statement["joinCondition"], statement["sourceRelation"], tables, inLoop),
    };

    private static ImmutableArray<string> Targets(JsonNode list) =>
        list.Items.Select(item => item["ResTarget"]["name"].Text).Where(name => name is not null).ToImmutableArray()!;
}
