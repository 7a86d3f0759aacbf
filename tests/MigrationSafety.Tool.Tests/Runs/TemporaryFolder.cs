using System;
using System.IO;

namespace MigrationSafety.Tool.Tests.Runs;

/// <summary>A folder outside the repository, gone after the test.</summary>
public class TemporaryFolder : IDisposable
{
    public TemporaryFolder() => Directory.CreateDirectory(Folder);

    public string Folder { get; } = System.IO.Path.Combine(System.IO.Path.GetTempPath(), "migration-safety-" + Guid.NewGuid().ToString("N"));

    public string Path(string name) => System.IO.Path.Combine(Folder, name);

    public string Read(string name) => File.ReadAllText(Path(name));

    public string Write(string name, string text)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path(name))!);
        File.WriteAllText(Path(name), text);
        return Path(name);
    }

    public void Dispose()
    {
        Directory.Delete(Folder, recursive: true);
        GC.SuppressFinalize(this);
    }
}
