using MigrationSafety.Core.Changes;
using MigrationSafety.Core.Sql.Json;

namespace MigrationSafety.Core.Sql.Statements;

/// <summary>ALTER ... RENAME and ALTER ... SET SCHEMA.</summary>
internal static class RenameReader
{
    public static void ReadRename(JsonNode statement, StatementContext context)
    {
        var type = statement["renameType"].Text;
        var relation = statement["relation"];
        var name = TreeNames.Relation(relation, context);
        var old = statement["subname"].Text ?? "";
        var newName = statement["newname"].Text ?? "";
        var ifExists = statement["missing_ok"].IsTrue;
        context.Add(type switch
        {
            "OBJECT_TABLE" => new RenameTable { Table = name, NewName = newName, TableIfExists = ifExists },
            "OBJECT_INDEX" => new RenameIndex { Index = name, NewName = newName },
            "OBJECT_COLUMN" => new RenameColumn
            {
                Table = name,
                TableIfExists = ifExists,
                Only = TreeNames.IsOnly(relation),
                Column = old,
                NewName = newName,
                ViaAlterView = statement["relationType"].Text == "OBJECT_VIEW",
            },
            "OBJECT_TABCONSTRAINT" => new RenameConstraint
            {
                Table = name,
                TableIfExists = ifExists,
                Only = TreeNames.IsOnly(relation),
                Name = old,
                NewName = newName,
            },
            "OBJECT_DOMCONSTRAINT" => new AlterDomain
            {
                Domain = ObjectName(statement),
                Kind = DomainChangeKind.Other,
                ConstraintName = old,
            },
            _ => Object(type, statement, context) with { NewName = newName },
        });
    }

    public static void ReadSetSchema(JsonNode statement, StatementContext context)
    {
        var type = statement["objectType"].Text;
        var schema = statement["newschema"].Text ?? "";
        context.Add(type == "OBJECT_TABLE"
            ? new SetTableSchema
            {
                Table = TreeNames.Relation(statement["relation"], context),
                TableIfExists = statement["missing_ok"].IsTrue,
                NewSchema = schema,
            }
            : Object(type, statement, context) with { NewSchema = schema });
    }

    private static RenameObject Object(string? type, JsonNode statement, StatementContext context)
    {
        var kind = ObjectKinds.Of(type);
        var hasRelation = statement["relation"].Exists;
        return ObjectKinds.BelongsToTable(type)
            ? new RenameObject
            {
                Kind = kind,
                Name = new QualifiedName(null, statement["subname"].Text ?? ""),
                Table = TreeNames.Relation(statement["relation"], context),
            }
            : new RenameObject
            {
                Kind = kind,
                Name = hasRelation ? TreeNames.Relation(statement["relation"], context)
                    : statement["object"].Exists ? ObjectName(statement)
                    : new QualifiedName(null, statement["subname"].Text ?? ""),
            };
    }

    private static QualifiedName ObjectName(JsonNode statement) =>
        TreeNames.Name(TreeNames.ObjectParts(statement["object"]));
}
