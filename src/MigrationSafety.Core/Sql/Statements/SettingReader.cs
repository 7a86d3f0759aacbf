using System.Collections.Generic;
using System.Linq;
using MigrationSafety.Core.Changes;
using MigrationSafety.Core.Sql.Expressions;
using MigrationSafety.Core.Sql.Json;

namespace MigrationSafety.Core.Sql.Statements;

/// <summary>set_config('lock_timeout', '5s', true) inside a query: SET in another form.</summary>
internal static class SettingReader
{
    public static void Read(JsonNode statement, StatementContext context)
    {
        foreach (var (_, call) in statement.Descendants("FuncCall"))
        {
            if (Setting(call) is { } setting)
            {
                context.Add(setting);
            }
        }
    }

    /// <summary>True for SELECT set_config(...), set_config(...) without anything else.</summary>
    public static bool IsOnlySettings(string kind, JsonNode statement) =>
        kind == "SelectStmt"
        && !statement["fromClause"].Exists
        && !statement["withClause"].Exists
        && statement["targetList"].Exists
        && statement["targetList"].Items.All(item => Setting(item["ResTarget"]["val"]["FuncCall"]) is not null);

    private static SetParameter? Setting(JsonNode call)
    {
        if (TreeNames.CatalogName(call["funcname"]) is not { Schema: null, Name: "set_config" })
        {
            return null;
        }

        List<string?> arguments = call["args"].Items.Select(Predicates.ConstantText).ToList();
        return arguments.Count == 3 && arguments[0] is { } name && arguments[1] is { } value
            ? new SetParameter { Name = name.ToLowerInvariant(), Value = value, IsLocal = arguments[2] is "true" or "t" }
            : null;
    }
}
