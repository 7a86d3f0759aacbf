using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;

namespace MigrationSafety.Package.Tests.Users;

/// <summary>What the compiler writes with ErrorLog: every diagnostic, those below warning included.</summary>
internal static class Sarif
{
    public static IEnumerable<SarifFinding> Read(string file, string folder)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(file));
        return [.. document.RootElement.GetProperty("runs").EnumerateArray().SelectMany(run => run.GetProperty("results").EnumerateArray()).Select(result => Finding(result, folder))];
    }

    private static SarifFinding Finding(JsonElement result, string folder)
    {
        var id = result.GetProperty("ruleId").GetString()!;
        var level = result.TryGetProperty("level", out var written) ? written.GetString()! : "warning";
        var message = result.GetProperty("message").GetProperty("text").GetString()!;
        if (!result.TryGetProperty("locations", out var locations) || locations.GetArrayLength() == 0)
        {
            return new SarifFinding(id, level, "", 0, message);
        }

        var place = locations[0].GetProperty("physicalLocation");
        var uri = place.GetProperty("artifactLocation").GetProperty("uri").GetString()!;
        var path = Uri.TryCreate(uri, UriKind.Absolute, out var absolute) ? Path.GetRelativePath(folder, absolute.LocalPath) : uri;
        return new SarifFinding(id, level, path, place.GetProperty("region").GetProperty("startLine").GetInt32(), message);
    }
}
