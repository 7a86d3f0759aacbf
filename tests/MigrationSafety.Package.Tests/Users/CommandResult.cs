using System.Linq;
using Xunit;

namespace MigrationSafety.Package.Tests.Users;

internal sealed record CommandResult(int ExitCode, string Output)
{
    /// <summary>What the analyzer says instead of throwing: an exception of its own that it caught.</summary>
    public const string AnalyzerDefect = "defect of MigrationSafety";

    /// <summary>What the compiler says, as a mere warning, when it could not load or run an analyzer.</summary>
    private static readonly string[] s_brokenAnalyzer = ["AD0001", "CS8032", "CS8033", "CS8034", "CS9057", AnalyzerDefect];

    public CommandResult Succeeded()
    {
        Assert.True(ExitCode == 0, $"exit code {ExitCode}\n{Output}");
        return AnalyzerRan();
    }

    public CommandResult AnalyzerRan()
    {
        var broken = s_brokenAnalyzer.Where(id => Output.Contains(id, System.StringComparison.Ordinal)).ToList();
        Assert.True(broken.Count == 0, $"{string.Join(", ", broken)} in the log\n{Output}");
        return this;
    }
}
