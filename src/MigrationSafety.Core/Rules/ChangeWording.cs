using System.Collections.Generic;
using System.Linq;
using MigrationSafety.Core.Changes;

namespace MigrationSafety.Core.Rules;

/// <summary>Changes and names as messages say them: <c>ALTER TABLE "orders" ADD COLUMN "note"</c>.</summary>
internal static class ChangeWording
{
    public static string Quote(string name) => "\"" + name + "\"";

    public static string Quote(QualifiedName name) => Quote(name.ToString());

    public static string Quote(QualifiedName table, string column) => Quote(table.ToString()) + "." + Quote(column);

    /// <summary>"a", "b" and "c".</summary>
    public static string List(IEnumerable<string> parts)
    {
        var all = parts.ToList();
        return all.Count < 2 ? string.Concat(all) : string.Join(", ", all.Take(all.Count - 1)) + " and " + all[all.Count - 1];
    }

    /// <summary>"ck_total", or what stands for a name that PostgreSQL will choose.</summary>
    public static string Name(ConstraintDefinition constraint, QualifiedName table) =>
        constraint.Name is null ? "on " + Quote(table) : Quote(constraint.Name) + " on " + Quote(table);

    /// <summary>The statement's head, as PostgreSQL writes it.</summary>
    public static string Statement(SchemaChange change) => change switch
    {
        CreateTable c => "CREATE TABLE " + Quote(c.Table),
        CreateTableAs c => "CREATE TABLE " + Quote(c.Table) + " AS",
        DropTable c => "DROP TABLE " + Quote(c.Table),
        Truncate c => "TRUNCATE " + List(c.Tables.Select(Quote)),
        LockTable c => "LOCK TABLE " + List(c.Tables.Select(Quote)),
        Cluster c => "CLUSTER" + Named(c.Table),
        Vacuum c => (c.Full ? "VACUUM FULL " : "VACUUM ") + List(c.Tables.Select(Quote)),
        Analyze => "ANALYZE",
        CreateIndex c => "CREATE INDEX" + (c.Concurrently ? " CONCURRENTLY" : "") + Named(c.Name) + " on " + Quote(c.Table),
        DropIndex c => "DROP INDEX" + (c.Concurrently ? " CONCURRENTLY" : "") + Named(c.Index),
        Reindex c => "REINDEX " + c.Target.ToString().ToUpperInvariant() + (c.Concurrently ? " CONCURRENTLY" : "") + Named(c.Name),
        RenameIndex c => "ALTER INDEX " + Quote(c.Index) + " RENAME",
        AlterIndex c => "ALTER INDEX " + Quote(c.Index),
        CreateView c => "CREATE " + (c.OrReplace ? "OR REPLACE " : "") + (c.Materialized ? "MATERIALIZED VIEW " : "VIEW ") + Quote(c.View),
        RefreshMaterializedView c => "REFRESH MATERIALIZED VIEW" + (c.Concurrently ? " CONCURRENTLY " : " ") + Quote(c.View),
        CreateTrigger c => "CREATE TRIGGER " + Quote(c.Name) + " on " + Quote(c.Table),
        AlterDomain c => "ALTER DOMAIN " + Quote(c.Domain),
        AlterEnum c => "ALTER TYPE " + Quote(c.Type) + (c.Kind == EnumChangeKind.AddValue ? " ADD VALUE " : " RENAME VALUE ") + Quote(c.Value),
        DropObject c => "DROP " + Kind(c.Kind) + " " + Quote(c.Name) + On(c.Table),
        RenameObject c => "ALTER " + Kind(c.Kind) + " " + Quote(c.Name) + On(c.Table) + " RENAME",
        DefineObject c => (c.IsAlter ? "ALTER " : "CREATE ") + Kind(c.Kind) + " " + Quote(c.Name) + On(c.Table),
        DataChange c => Verb(c.Kind) + Named(c.Table),
        TableChange c => "ALTER TABLE " + Quote(c.Table) + AlterTableWording.Command(c),
        OtherStatement c => c.Node.Replace("Stmt", ""),
        _ => "this statement",
    };

    /// <summary>A type as people write it in SQL: integer, varchar(50).</summary>
    public static string Type(PgType type) => (type with { Name = SqlName(type.Name) }).ToString();

    private static string SqlName(string internalName) => internalName switch
    {
        "bool" => "boolean",
        "bpchar" => "char",
        "float4" => "real",
        "float8" => "double precision",
        "int2" => "smallint",
        "int4" => "integer",
        "int8" => "bigint",
        _ => internalName,
    };

    private static string Verb(DataChangeKind kind) => kind switch
    {
        DataChangeKind.Insert => "INSERT INTO",
        DataChangeKind.Delete => "DELETE FROM",
        DataChangeKind.Merge => "MERGE INTO",
        DataChangeKind.SelectForUpdate => "SELECT FOR UPDATE",
        _ => kind.ToString().ToUpperInvariant(),
    };

    private static string Kind(ObjectKind kind) => kind switch
    {
        ObjectKind.MaterializedView => "MATERIALIZED VIEW",
        ObjectKind.ForeignTable => "FOREIGN TABLE",
        ObjectKind.Enum or ObjectKind.CompositeType => "TYPE",
        _ => kind.ToString().ToUpperInvariant(),
    };

    private static string Named(string? name) => name is null ? "" : " " + Quote(name);

    private static string Named(QualifiedName? name) => name is { } known ? " " + Quote(known) : "";

    private static string On(QualifiedName? table) => table is { } known ? " on " + Quote(known) : "";
}
