using System;
using System.IO;
using System.Linq;

namespace MigrationSafety.TestServers;

/// <summary>Where <c>build/postgres/install.sh</c> puts the servers.</summary>
public static class PostgresInstallation
{
    /// <summary>The directory with <c>bin</c>, <c>lib</c> and <c>share</c> of a major version.</summary>
    public static string Find(int major)
    {
        var native = Path.Combine(RepositoryRoot(), "build", "postgres", "node_modules", $"pg{major}", "native");
        if (!File.Exists(Path.Combine(native, "bin", "postgres")))
        {
            throw new PostgresServerException($"PostgreSQL {major} is not in {native}. Run: bash build/setup.sh");
        }

        // The install script of the npm package makes this and other links; without them the server cannot load libpq.
        if (!Directory.EnumerateFiles(Path.Combine(native, "lib"), "libpq.so.?").Any())
        {
            throw new PostgresServerException($"The libraries of PostgreSQL {major} in {native} are not linked. Run: bash build/setup.sh");
        }

        return native;
    }

    /// <summary>The checkout that this test runs in.</summary>
    public static string RepositoryRoot()
    {
        for (var directory = new DirectoryInfo(AppContext.BaseDirectory); directory is not null; directory = directory.Parent)
        {
            if (File.Exists(Path.Combine(directory.FullName, "MigrationSafety.sln")))
            {
                return directory.FullName;
            }
        }

        throw new PostgresServerException($"{AppContext.BaseDirectory} is not below the repository that holds build/postgres.");
    }
}
