using System;
using System.Collections.Generic;
using System.IO;
using MigrationSafety.Package.Tests.Packages;
using Xunit;

namespace MigrationSafety.Package.Tests.EndToEnd;

/// <summary>Lists of findings that were read and approved, one "path:line level id" a line.</summary>
internal static class ExpectedFindings
{
    public static void AssertEqual(string name, IReadOnlyList<string> findings)
    {
        var file = Path.Combine(Repository.Root, "tests", "MigrationSafety.Package.Tests", "EndToEnd", name + ".findings.txt");
        var found = string.Join('\n', findings) + "\n";

        // The whole list, so that a change can be read and, once it is understood, copied into the file.
        Assert.True(string.Equals(File.ReadAllText(file), found, StringComparison.Ordinal), $"{file} differs from what was found:\n{found}");
    }
}
