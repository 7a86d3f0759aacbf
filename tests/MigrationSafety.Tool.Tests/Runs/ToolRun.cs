using System.IO;
using System.Threading.Tasks;
using Xunit;

namespace MigrationSafety.Tool.Tests.Runs;

/// <summary>A command line, run in this process.</summary>
internal sealed record ToolRun(int ExitCode, string Output, string Error)
{
    public static async Task<ToolRun> Of(params string[] arguments)
    {
        var output = new StringWriter { NewLine = "\n" };
        var error = new StringWriter { NewLine = "\n" };
        var exitCode = await Program.RunAsync(arguments, new ToolConsole { Output = output, Error = error });
        return new ToolRun(exitCode, output.ToString(), error.ToString());
    }

    /// <summary>It ended with this code; the streams are shown where it did not.</summary>
    public ToolRun Ends(int exitCode)
    {
        Assert.True(exitCode == ExitCode, $"exit code {ExitCode}, not {exitCode}\n{Output}\n{Error}");
        return this;
    }

    /// <summary>It could not run, and says why in one line.</summary>
    public string Refuses()
    {
        Ends(2);
        Assert.Equal("", Output);
        Assert.DoesNotContain("   at ", Error);
        var line = Assert.Single(Error.TrimEnd('\n').Split('\n'));
        return line;
    }
}
