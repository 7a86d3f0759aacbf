using System.Text.Json;

namespace MigrationSafety.AspNetCore;

/// <summary>What page and server speak, whatever the application's own JSON is like.</summary>
internal static class PageJson
{
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web);
}
