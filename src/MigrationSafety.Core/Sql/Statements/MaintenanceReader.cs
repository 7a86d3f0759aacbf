using System.Collections.Immutable;
using System.Linq;
using MigrationSafety.Core.Changes;
using MigrationSafety.Core.Locks;
using MigrationSafety.Core.Sql.Json;

namespace MigrationSafety.Core.Sql.Statements;

/// <summary>VACUUM, ANALYZE, CLUSTER, TRUNCATE, LOCK TABLE and REFRESH MATERIALIZED VIEW.</summary>
internal static class MaintenanceReader
{
    public static void ReadVacuum(JsonNode statement, StatementContext context)
    {
        var tables = statement["rels"].Items
            .Select(item => TreeNames.Relation(item["VacuumRelation"]["relation"], context))
            .ToImmutableArray();
        context.Add(statement["is_vacuumcmd"].IsTrue
            ? new Vacuum { Tables = tables, Full = OptionReader.IsOn(statement["options"], "full") }
            : new Analyze { Tables = tables });
    }

    public static void ReadCluster(JsonNode statement, StatementContext context) =>
        context.Add(new Cluster
        {
            Table = statement["relation"].Exists ? TreeNames.Relation(statement["relation"], context) : null,
        });

    public static void ReadTruncate(JsonNode statement, StatementContext context) =>
        context.Add(new Truncate
        {
            Tables = Relations(statement, context),
            Only = OnlyRelations(statement, context),
            Cascade = statement["behavior"].Text == "DROP_CASCADE",
        });

    /// <summary>LOCK: the tree's mode is PostgreSQL's own number, in the order of <see cref="LockMode"/>.</summary>
    public static void ReadLock(JsonNode statement, StatementContext context) =>
        context.Add(new LockTable
        {
            Tables = Relations(statement, context),
            Only = OnlyRelations(statement, context),
            Mode = statement["mode"].Int is var mode && mode >= 1 && mode <= (int)LockMode.AccessExclusive
                ? (LockMode)mode
                : LockMode.AccessExclusive,
        });

    public static void ReadRefresh(JsonNode statement, StatementContext context) =>
        context.Add(new RefreshMaterializedView
        {
            View = TreeNames.Relation(statement["relation"], context),
            Concurrently = statement["concurrent"].IsTrue,
            WithNoData = statement["skipData"].IsTrue,
        });

    private static ImmutableArray<QualifiedName> OnlyRelations(JsonNode statement, StatementContext context) =>
        statement["relations"].Items
            .Where(item => TreeNames.IsOnly(item["RangeVar"]))
            .Select(item => TreeNames.Relation(item, context))
            .ToImmutableArray();

    private static ImmutableArray<QualifiedName> Relations(JsonNode statement, StatementContext context) =>
        statement["relations"].Items.Select(item => TreeNames.Relation(item, context)).ToImmutableArray();
}
