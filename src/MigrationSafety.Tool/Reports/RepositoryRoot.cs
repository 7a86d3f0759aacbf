using System.IO;

namespace MigrationSafety.Tool.Reports;

/// <summary>The folder that reports tell paths from.</summary>
internal static class RepositoryRoot
{
    /// <summary>The work tree's root (.git is a file in a linked one), or the folder itself outside of any.</summary>
    public static string Of(string folder)
    {
        for (var at = folder; at is not null; at = Path.GetDirectoryName(at))
        {
            if (Path.Exists(Path.Combine(at, ".git")))
            {
                return at;
            }
        }

        return folder;
    }
}
