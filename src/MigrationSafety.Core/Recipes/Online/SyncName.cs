using System;
using MigrationSafety.Core.State;

namespace MigrationSafety.Core.Recipes.Online;

/// <summary>
/// The name of a sync trigger and of its function, at most 63 bytes. Triggers fire in the order of their names: this one
/// last, to see what the others have written.
/// </summary>
internal static class SyncName
{
    private const string Prefix = "zz_";
    private const string Label = "sync";

    public static string Of(string table, string other) => AutoNames.Choose(Prefix + table, other, Label, static _ => false);

    /// <summary>True for a name that <see cref="Of"/> gives.</summary>
    public static bool Is(string name) => name.StartsWith(Prefix, StringComparison.Ordinal) && name.EndsWith("_" + Label, StringComparison.Ordinal);
}
