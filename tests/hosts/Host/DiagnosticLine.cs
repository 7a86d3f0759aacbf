using System.Globalization;
using System.IO;
using Microsoft.CodeAnalysis;

namespace MigrationSafety.RoslynHost;

internal static class DiagnosticLine
{
    public static string Format(Diagnostic diagnostic, string folder)
    {
        var place = diagnostic.Location.GetLineSpan();
        return $"{Path.GetRelativePath(folder, place.Path)}:{place.StartLinePosition}-{place.EndLinePosition} {diagnostic.Severity} {diagnostic.Id} {diagnostic.GetMessage(CultureInfo.InvariantCulture)}";
    }
}
