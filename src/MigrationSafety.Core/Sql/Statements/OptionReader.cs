using System.Linq;
using MigrationSafety.Core.Sql.Json;

namespace MigrationSafety.Core.Sql.Statements;

/// <summary>Lists of DefElem: VACUUM (FULL), REINDEX (CONCURRENTLY false), WITH (connect = false).</summary>
internal static class OptionReader
{
    /// <summary>The option's node; the last one counts, as in PostgreSQL.</summary>
    public static JsonNode Find(JsonNode options, string name) =>
        options.Items.Select(item => item["DefElem"]).LastOrDefault(option => option["defname"].Text == name) ?? JsonNode.None;

    /// <summary>True where a boolean option is written and not switched off; no value means on.</summary>
    public static bool IsOn(JsonNode options, string name) =>
        Find(options, name) is { Exists: true } option && !IsOff(option);

    /// <summary>True where a boolean option says off, false or 0.</summary>
    public static bool IsOff(JsonNode option)
    {
        var value = option["arg"];
        return value["Boolean"].Exists ? !value["Boolean"]["boolval"].IsTrue
            : value["Integer"].Exists ? value["Integer"]["ival"].Int == 0
            // A reserved word (false) stands as a string, any other (off) as the name of a type.
            : (TreeNames.StringOf(value) ?? TreeNames.Name(value["TypeName"]["names"]).Name).ToLowerInvariant() is "false" or "off" or "no";
    }
}
