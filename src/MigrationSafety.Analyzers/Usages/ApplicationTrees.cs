using System;
using System.Collections.Generic;
using System.Threading;
using Microsoft.CodeAnalysis;
using MigrationSafety.Analyzers.Chains;

namespace MigrationSafety.Analyzers.Usages;

/// <summary>
/// The files in which the application's own code stands: not migrations, Designers and snapshots, not what serves
/// migrations (helpers that take the builder), not generated code.
/// </summary>
internal static class ApplicationTrees
{
    private static readonly string[] GeneratedEndings = [".g.cs", ".g.i.cs", ".generated.cs", ".designer.cs"];

    /// <summary>Files that hold all of some names, in the order of their paths.</summary>
    public static IEnumerable<SyntaxTree> Holding(Compilation compilation, CancellationToken cancellationToken, params string[] names)
    {
        var found = new List<SyntaxTree>();
        foreach (var tree in compilation.SyntaxTrees)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (IsApplication(tree, cancellationToken) && HoldsAll(TreeWords.Of(tree, cancellationToken), names))
            {
                found.Add(tree);
            }
        }

        found.Sort(static (left, right) => string.CompareOrdinal(left.FilePath, right.FilePath));
        return found;
    }

    private static bool HoldsAll(TreeWords words, string[] names) => Array.TrueForAll(names, words.MayHold) && !words.MayHold("MigrationBuilder");

    /// <summary>By the file's name alone: of a thousand Designers none is opened.</summary>
    public static bool IsGenerated(SyntaxTree tree) =>
        Array.Exists(GeneratedEndings, ending => tree.FilePath.EndsWith(ending, StringComparison.OrdinalIgnoreCase));

    private static bool IsApplication(SyntaxTree tree, CancellationToken cancellationToken) =>
        !IsGenerated(tree) && TreeMigrations.Of(tree, cancellationToken).Parts.IsEmpty;
}
