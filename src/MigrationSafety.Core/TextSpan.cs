namespace MigrationSafety.Core;

/// <summary>A range in a text, in UTF-16 code units.</summary>
/// <param name="Start">Index of the first character.</param>
/// <param name="Length">Number of characters.</param>
public readonly record struct TextSpan(int Start, int Length)
{
    /// <summary>Index behind the last character.</summary>
    public int End => Start + Length;
}
