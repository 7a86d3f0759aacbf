using System.Globalization;

namespace MigrationSafety.Locks.Tests.Schema;

/// <summary>The major versions a piece of SQL is for, written <c>12+</c>, <c>10-11</c> or <c>all</c>.</summary>
internal readonly record struct MajorRange(int First, int Last)
{
    public static readonly MajorRange All = new(int.MinValue, int.MaxValue);

    public bool Contains(int major) => major >= First && major <= Last;

    public static MajorRange Parse(string text)
    {
        if (text == "all")
        {
            return All;
        }

        if (text.EndsWith('+'))
        {
            return new MajorRange(Number(text[..^1]), int.MaxValue);
        }

        var dash = text.IndexOf('-', System.StringComparison.Ordinal);
        return new MajorRange(Number(text[..dash]), Number(text[(dash + 1)..]));
    }

    private static int Number(string text) => int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);
}
