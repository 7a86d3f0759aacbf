using System.Collections.Generic;

namespace MigrationSafety.Tool.Loading;

/// <summary>What to load, and how.</summary>
internal sealed record LoadRequest
{
    public required Target Target { get; init; }

    public string? Framework { get; init; }

    public string? Configuration { get; init; }

    public bool Restore { get; init; } = true;

    /// <summary>Options of the command line by their .editorconfig keys; they win over what the projects say.</summary>
    public IReadOnlyDictionary<string, string> Options { get; init; } = new Dictionary<string, string>();

    /// <summary>The full path of a baseline that was named; null: the one that the project finds.</summary>
    public string? Baseline { get; init; }
}
