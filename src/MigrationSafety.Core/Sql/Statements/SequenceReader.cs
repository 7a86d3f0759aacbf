using System.Collections.Immutable;
using System.Linq;
using MigrationSafety.Core.Changes;
using MigrationSafety.Core.Sql.Expressions;
using MigrationSafety.Core.Sql.Json;

namespace MigrationSafety.Core.Sql.Statements;

/// <summary>CREATE and ALTER SEQUENCE, and sequences named by nextval and setval.</summary>
internal static class SequenceReader
{
    public static void ReadCreate(JsonNode statement, StatementContext context) => Read(statement, context, isAlter: false);

    public static void ReadAlter(JsonNode statement, StatementContext context) => Read(statement, context, isAlter: true);

    /// <summary>The constants that nextval, setval and currval get: they are parsed as names, so folded as names.</summary>
    public static ImmutableArray<QualifiedName> Named(JsonNode statement) =>
        statement.Descendants("FuncCall")
            .Where(found => TreeNames.CatalogName(found.Value["funcname"]) is
                { Schema: null, Name: "nextval" or "setval" })
            .Select(found => Predicates.ConstantText(found.Value["args"].FirstItem))
            .Where(text => text is not null)
            .Select(text => RegclassText.Parse(text!))
            .Where(name => name is not null)
            .Select(name => name!)
            .Distinct()
            .ToImmutableArray();

    private static void Read(JsonNode statement, StatementContext context, bool isAlter)
    {
        var owner = TreeNames.Strings(OptionReader.Find(statement["options"], "owned_by")["arg"]["List"]["items"]);
        context.Add(new DefineObject
        {
            Kind = ObjectKind.Sequence,
            Name = TreeNames.Relation(statement["sequence"], context),

            // OWNED BY NONE is a list of one.
            Table = owner.Length > 1 ? TreeNames.Name(owner, dropLast: 1) : null,
            IsAlter = isAlter,
            IfNotExists = statement["if_not_exists"].IsTrue,
        });
    }
}
