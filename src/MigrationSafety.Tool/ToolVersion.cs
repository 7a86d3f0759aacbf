using System.Reflection;

namespace MigrationSafety.Tool;

/// <summary>What files that this tool writes say of it.</summary>
internal static class ToolVersion
{
    /// <summary>The package's version, without the commit behind it.</summary>
    public static string Number { get; } =
        typeof(ToolVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    public static string Name { get; } = "MigrationSafety.Tool " + Number;
}
