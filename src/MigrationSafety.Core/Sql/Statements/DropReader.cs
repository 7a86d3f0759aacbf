using System.Collections.Immutable;
using MigrationSafety.Core.Changes;
using MigrationSafety.Core.Sql.Json;

namespace MigrationSafety.Core.Sql.Statements;

/// <summary>DROP of tables, indexes and all else that DropStmt holds; one change for each name.</summary>
internal static class DropReader
{
    public static void Read(JsonNode statement, StatementContext context)
    {
        var type = statement["removeType"].Text;
        var ifExists = statement["missing_ok"].IsTrue;
        var cascade = statement["behavior"].Text == "DROP_CASCADE";
        foreach (var item in statement["objects"].Items)
        {
            var parts = TreeNames.ObjectParts(item);
            context.Add(type switch
            {
                "OBJECT_TABLE" => new DropTable
                {
                    Table = TreeNames.Name(parts),
                    TableIfExists = ifExists,
                    Cascade = cascade,
                },
                "OBJECT_INDEX" => new DropIndex
                {
                    Index = TreeNames.Name(parts),
                    Concurrently = statement["concurrent"].IsTrue,
                    IfExists = ifExists,
                    Cascade = cascade,
                },
                _ => Object(type, parts) with { IfExists = ifExists, Cascade = cascade },
            });
        }
    }

    private static DropObject Object(string? type, ImmutableArray<string> parts) =>
        ObjectKinds.BelongsToTable(type) && parts.Length > 1
            ? new DropObject
            {
                Kind = ObjectKinds.Of(type),
                Name = new QualifiedName(null, parts[parts.Length - 1]),
                Table = TreeNames.Name(parts, dropLast: 1),
            }
            : new DropObject { Kind = ObjectKinds.Of(type), Name = TreeNames.Name(parts) };
}
