using System.Collections.Immutable;
using MigrationSafety.Core.Changes;
using MigrationSafety.Core.Sql.Expressions;
using MigrationSafety.Core.Sql.Json;

namespace MigrationSafety.Core.Sql.Statements;

/// <summary>FOR VALUES ... of PARTITION OF and ATTACH PARTITION.</summary>
internal static class PartitionBoundReader
{
    /// <summary>The bound; null for DEFAULT and where a value is no constant.</summary>
    public static PartitionBound? Read(JsonNode bound)
    {
        if (!bound.Exists || bound["is_default"].IsTrue)
        {
            return null;
        }

        var known = true;
        var result = new PartitionBound(bound["strategy"].Text switch
        {
            "l" => PartitionStrategy.List,
            "h" => PartitionStrategy.Hash,
            _ => PartitionStrategy.Range,
        })
        {
            From = Values(bound["lowerdatums"], ref known),
            To = Values(bound["upperdatums"], ref known),
            Values = Values(bound["listdatums"], ref known),
        };
        return known ? result : null;
    }

    private static ImmutableArray<string?> Values(JsonNode list, ref bool known)
    {
        var values = ImmutableArray.CreateBuilder<string?>();
        foreach (var item in list.Items)
        {
            var text = Predicates.ConstantText(item);

            // MINVALUE and MAXVALUE are read as column names by the raw grammar.
            known &= text is not null || ExpressionTree.IsNull(item) || Predicates.Column(item) is "minvalue" or "maxvalue";
            values.Add(text);
        }

        return values.ToImmutable();
    }
}
