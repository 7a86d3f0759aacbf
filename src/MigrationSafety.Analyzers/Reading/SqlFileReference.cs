using System;

namespace MigrationSafety.Analyzers.Reading;

/// <summary>A file that the code reads by a name of which at least the end is constant.</summary>
/// <param name="Name">The path or resource name, or the known end of it.</param>
/// <param name="IsResource">True for a manifest resource, whose folders are separated by dots.</param>
internal sealed record SqlFileReference(string Name, bool IsResource)
{
    /// <summary>How well a path fits: 0 = not at all, else the number of characters of its end that agree.</summary>
    public int Match(string path)
    {
        var candidate = path.Replace('\\', '/');
        var name = Name.Replace('\\', '/');
        if (IsResource)
        {
            candidate = candidate.Replace('/', '.').Replace('-', '_').Replace(' ', '_');
            name = name.Replace('-', '_').Replace(' ', '_');
        }

        var separator = IsResource ? '.' : '/';
        var fileName = path.Substring(path.LastIndexOfAny(['/', '\\']) + 1);
        var common = CommonEnd(candidate, name);

        // Whole segments only, and the file's own name at least.
        while (common > 0 && !(StartsSegment(candidate, common, separator) && StartsSegment(name, common, separator)))
        {
            common--;
        }

        return common >= fileName.Length ? common : 0;
    }

    private static int CommonEnd(string left, string right)
    {
        var length = 0;
        while (length < left.Length && length < right.Length
            && char.ToUpperInvariant(left[left.Length - 1 - length]) == char.ToUpperInvariant(right[right.Length - 1 - length]))
        {
            length++;
        }

        return length;
    }

    private static bool StartsSegment(string text, int length, char separator) =>
        length == text.Length || text[text.Length - length - 1] == separator;
}
