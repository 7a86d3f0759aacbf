using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using MigrationSafety.Core.Changes;
using MigrationSafety.Core.Sql.Expressions;
using MigrationSafety.Core.Sql.Json;

namespace MigrationSafety.Core.Sql.Statements;

/// <summary>Objects beside tables and indexes: policies, rules, publications, statistics, extensions, functions, types.</summary>
internal static class ObjectReader
{
    public static void ReadCreatePolicy(JsonNode statement, StatementContext context) => Policy(statement, context, isAlter: false);

    public static void ReadAlterPolicy(JsonNode statement, StatementContext context) => Policy(statement, context, isAlter: true);

    public static void ReadRule(JsonNode statement, StatementContext context) =>
        context.Add(new DefineObject
        {
            Kind = ObjectKind.Rule,
            Name = Plain(statement["rulename"]),
            Table = TreeNames.Relation(statement["relation"], context),
            OrReplace = statement["replace"].IsTrue,
        });

    /// <summary>CREATE and ALTER PUBLICATION: one change for each table, as each is locked.</summary>
    public static void ReadPublication(JsonNode statement, StatementContext context)
    {
        var publication = new DefineObject
        {
            Kind = ObjectKind.Publication,
            Name = Plain(statement["pubname"]),
            IsAlter = statement["action"].Exists,
        };
        var tables = statement["pubobjects"].Items
            .Select(item => item["PublicationObjSpec"]["pubtable"]["relation"])
            .Where(relation => relation.Exists)
            .ToList();
        foreach (var table in tables)
        {
            context.Add(publication with { Table = TreeNames.Relation(table, context) });
        }

        if (tables.Count == 0)
        {
            context.Add(publication);
        }
    }

    public static void ReadCreateStatistics(JsonNode statement, StatementContext context) =>
        context.Add(new DefineObject
        {
            Kind = ObjectKind.Statistics,
            Name = TreeNames.Name(statement["defnames"]),
            Table = statement["relations"].FirstItem is { Exists: true } table
                ? TreeNames.Relation(table, context)
                : null,
            IfNotExists = statement["if_not_exists"].IsTrue,
        });

    public static void ReadSchema(JsonNode statement, StatementContext context)
    {
        var name = statement["schemaname"].Text ?? statement["authrole"]["rolename"].Text ?? "";
        context.Add(new DefineObject
        {
            Kind = ObjectKind.Schema,
            Name = new QualifiedName(null, name),
            IfNotExists = statement["if_not_exists"].IsTrue,
        });
        foreach (var element in statement["schemaElts"].Items)
        {
            StatementReader.Read(element, context with { DefaultSchema = name });
        }
    }

    public static void ReadFunction(JsonNode statement, StatementContext context) =>
        context.Add(new DefineObject
        {
            Kind = ObjectKind.Function,
            Name = TreeNames.Name(statement["funcname"]),
            OrReplace = statement["replace"].IsTrue,
        });

    public static void ReadForeignTable(JsonNode statement, StatementContext context) =>
        context.Add(new DefineObject
        {
            Kind = ObjectKind.ForeignTable,
            Name = TreeNames.Relation(statement["base"]["relation"], context),
            IfNotExists = statement["base"]["if_not_exists"].IsTrue,
        });

    public static void ReadCompositeType(JsonNode statement, StatementContext context) =>
        context.Add(new DefineObject { Kind = ObjectKind.CompositeType, Name = TreeNames.Relation(statement["typevar"], context) });

    /// <summary>CREATE AGGREGATE, OPERATOR, TYPE, COLLATION and TEXT SEARCH objects share a node.</summary>
    public static void ReadDefine(JsonNode statement, StatementContext context) =>
        context.Add(new DefineObject
        {
            Kind = ObjectKinds.Of(statement["kind"].Text),
            Name = TreeNames.Name(statement["defnames"]),
            OrReplace = statement["replace"].IsTrue,
            IfNotExists = statement["if_not_exists"].IsTrue,
        });

    public static void ReadOwner(JsonNode statement, StatementContext context) =>
        context.Add(new DefineObject
        {
            Kind = ObjectKinds.Of(statement["objectType"].Text),
            Name = TreeNames.Name(TreeNames.ObjectParts(statement["object"])),
            IsAlter = true,
        });

    public static void ReadComment(JsonNode statement, StatementContext context)
    {
        var type = statement["objtype"].Text;
        var parts = TreeNames.ObjectParts(statement["object"]);
        var isRelation = type is "OBJECT_TABLE" or "OBJECT_VIEW" or "OBJECT_MATVIEW" or "OBJECT_INDEX" or "OBJECT_SEQUENCE"
            or "OBJECT_FOREIGN_TABLE";
        context.Add(new Comment
        {
            ObjectType = ObjectKinds.Word(type),
            Relation = isRelation ? TreeNames.Name(parts)
                : ObjectKinds.BelongsToTable(type) ? TreeNames.Name(parts, dropLast: 1)
                : null,
        });
    }

    public static void ReadGrant(JsonNode statement, StatementContext context) =>
        context.Add(new GrantOrRevoke
        {
            Tables = statement["objtype"].Text is "OBJECT_TABLE" or "OBJECT_SEQUENCE" && statement["targtype"].Text == "ACL_TARGET_OBJECT"
                ? statement["objects"].Items.Select(item => TreeNames.Relation(item, context)).ToImmutableArray()
                : ImmutableArray<QualifiedName>.Empty,
        });

    /// <summary>Statements whose node holds the object's name in one property.</summary>
    public static StatementReader.Reader Named(ObjectKind kind, string property, bool isAlter = false) =>
        (statement, context) => context.Add(new DefineObject
        {
            Kind = kind,
            Name = statement[property].Kind == JsonKind.String
                ? Plain(statement[property])
                : TreeNames.Name(statement[property]["objname"] is { Exists: true } function ? function : statement[property]),
            IsAlter = isAlter,
            IfNotExists = statement["if_not_exists"].IsTrue,
        });

    private static void Policy(JsonNode statement, StatementContext context, bool isAlter) =>
        context.Add(new DefineObject
        {
            Kind = ObjectKind.Policy,
            Name = Plain(statement["policy_name"]),
            Table = TreeNames.Relation(statement["table"], context),
            Columns = PolicyColumns(statement).Distinct().ToImmutableArray(),
            IsAlter = isAlter,
        });

    private static IEnumerable<string> PolicyColumns(JsonNode statement) =>
        ExpressionTree.Columns(statement["qual"]).Concat(ExpressionTree.Columns(statement["with_check"]));

    private static QualifiedName Plain(JsonNode name) => new(null, name.Text ?? "");
}
