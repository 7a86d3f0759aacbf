using System.Collections.Immutable;
using System.Linq;
using MigrationSafety.Core.Changes;
using MigrationSafety.Core.Sql.Json;

namespace MigrationSafety.Core.Sql.Statements;

/// <summary>CREATE TABLE in all its forms but CREATE TABLE AS.</summary>
internal static class CreateTableReader
{
    public static void Read(JsonNode statement, StatementContext context)
    {
        var relation = statement["relation"];
        var isPartition = statement["partbound"].Exists;
        var parents = statement["inhRelations"].Items.Select(r => TreeNames.Relation(r, context)).ToImmutableArray();
        var columns = ImmutableArray.CreateBuilder<ColumnDefinition>();
        var constraints = ImmutableArray.CreateBuilder<ConstraintDefinition>();
        var likes = ImmutableArray.CreateBuilder<QualifiedName>();
        foreach (var element in statement["tableElts"].Items)
        {
            if (element["ColumnDef"] is { Exists: true } column)
            {
                columns.Add(ColumnReader.Read(column, context));
            }
            else if (element["TableLikeClause"] is { Exists: true } like)
            {
                likes.Add(TreeNames.Relation(like["relation"], context));
            }
            else if (element["Constraint"] is { Exists: true } constraint && ConstraintReader.KindOf(constraint) is { } kind)
            {
                constraints.Add(ConstraintReader.Read(constraint, kind, context));
            }
        }

        context.Add(new CreateTable
        {
            Table = TreeNames.Relation(relation, context),
            Columns = columns.ToImmutable(),
            Constraints = constraints.ToImmutable(),
            IfNotExists = statement["if_not_exists"].IsTrue,
            Temporary = relation["relpersistence"].Text == "t",
            Unlogged = relation["relpersistence"].Text == "u",
            Partitioned = statement["partspec"].Exists,
            PartitionKey = statement["partspec"]["partParams"].Items
                .Select(item => item["PartitionElem"]["name"].Text)
                .Where(name => name is not null)
                .ToImmutableArray()!,
            PartitionOf = isPartition && parents.Length > 0 ? parents[0] : null,
            IsDefaultPartition = statement["partbound"]["is_default"].IsTrue,
            Bound = PartitionBoundReader.Read(statement["partbound"]),
            OfType = statement["ofTypename"] is { Exists: true } type ? TreeNames.Name(type["names"]) : null,
            Sources = likes.ToImmutable(),
            Inherits = isPartition ? ImmutableArray<QualifiedName>.Empty : parents,
        });
    }
}
