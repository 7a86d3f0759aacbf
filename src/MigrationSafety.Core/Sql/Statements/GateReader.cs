using System.Collections.Immutable;
using System.Linq;
using MigrationSafety.Core.Recipes.Online;
using MigrationSafety.Core.Sql.Expressions;
using MigrationSafety.Core.Sql.Json;

namespace MigrationSafety.Core.Sql.Statements;

/// <summary>Calls of the function that a contract step waits by: <c>migration_safety.require('backfill', 'table', soak, retired)</c>.</summary>
internal static class GateReader
{
    private const string Function = "require";
    private const string Backfill = "p_backfill";

    /// <summary>The backfills' names; null for one that is no constant.</summary>
    public static ImmutableArray<string?> Named(JsonNode statement) =>
        statement.Descendants("FuncCall")
            .Select(found => found.Value)
            .Where(IsGate)
            .Select(call => Predicates.ConstantText(BackfillOf(call["args"])))
            .Distinct()
            .ToImmutableArray();

    private static bool IsGate(JsonNode call) =>
        TreeNames.CatalogName(call["funcname"]) is { Schema: { } schema, Name: Function }
        && (schema == BackfillGate.DefaultControlSchema || IsWrittenByGuard(call["args"]));

    // The control schema may have another name: then only what RequireBackfill writes is surely a gate.
    private static bool IsWrittenByGuard(JsonNode arguments) =>
        arguments.Items.ToList() is { Count: 4 } all && TreeNames.Strings(all[2]["TypeCast"]["typeName"]["names"]).LastOrDefault() == "interval";

    private static JsonNode BackfillOf(JsonNode arguments)
    {
        var named = arguments.Items.Select(item => item["NamedArgExpr"]).Where(item => item["name"].Text == Backfill).DefaultIfEmpty(JsonNode.None).First();
        return named.Exists ? named["arg"] : arguments.FirstItem;
    }
}
