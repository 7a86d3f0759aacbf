using System;
using System.Globalization;

namespace MigrationSafety.Core;

/// <summary>A major version of PostgreSQL that the lock model knows: 10 to 18.</summary>
public readonly record struct PostgresVersion : IComparable<PostgresVersion>
{
    /// <summary>The oldest major version the lock model knows.</summary>
    public const int Oldest = 10;

    /// <summary>The newest major version the lock model knows.</summary>
    public const int Newest = 18;

    /// <summary>What is assumed where nobody says otherwise.</summary>
    public static readonly PostgresVersion Default = new(15);

    /// <summary>Makes a version from its major number.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The major number is not between 10 and 18.</exception>
    public PostgresVersion(int major)
    {
        if (major is < Oldest or > Newest)
        {
            throw new ArgumentOutOfRangeException(nameof(major), major, $"PostgreSQL {Oldest} to {Newest} are known.");
        }

        Major = major;
    }

    /// <summary>The major version, e.g. 15.</summary>
    public int Major { get; }

    /// <summary>Reads "15", "15.4" or "15beta1"-free text; minor versions do not change locks and are dropped.</summary>
    public static bool TryParse(string? text, out PostgresVersion version)
    {
        version = Default;
        if (text is null)
        {
            return false;
        }

        var trimmed = text.Trim();
        var dot = trimmed.IndexOf('.');
        var major = dot < 0 ? trimmed : trimmed.Substring(0, dot);
        var minor = dot < 0 ? "0" : trimmed.Substring(dot + 1);
        if (!int.TryParse(major, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            || !int.TryParse(minor, NumberStyles.None, CultureInfo.InvariantCulture, out _)
            || number is < Oldest or > Newest)
        {
            return false;
        }

        version = new PostgresVersion(number);
        return true;
    }

    /// <inheritdoc/>
    public int CompareTo(PostgresVersion other) => Major.CompareTo(other.Major);

    /// <summary>The major version as text, e.g. "15".</summary>
    public override string ToString() => Major.ToString(CultureInfo.InvariantCulture);
}
