using System.IO;
using System.Threading.Tasks;
using MigrationSafety.Tool.Tests.Runs;
using Xunit;

namespace MigrationSafety.Tool.Tests;

/// <summary>What cannot be done is said in one line, with exit code 2.</summary>
public sealed class CommandLineTests : TemporaryFolder
{
    [Theory]
    [InlineData("lint --severity loud", "Argument 'loud' not recognized. Must be one of: 'info' 'suggestion' 'warning' 'error'")]
    [InlineData("lint --format xml", "Argument 'xml' not recognized.")]
    [InlineData("lint --postgresql-version 9.6", "--postgresql-version 9.6: a major version from 10 to 18 is expected.")]
    [InlineData("lint --colour", "no file or folder")]
    [InlineData("repair", "Unrecognized command or argument 'repair'.")]
    [InlineData("", "Required command was not provided.")]
    public async Task A_command_line_that_is_not_understood(string arguments, string message) =>
        Assert.Contains(message, (await ToolRun.Of(arguments.Split(' ', System.StringSplitOptions.RemoveEmptyEntries))).Refuses());

    [Fact]
    public async Task Nothing_to_judge()
    {
        Write("readme.txt", "");
        Assert.Contains("There is no project, solution or .sql file in " + Folder, (await ToolRun.Of("lint", Folder)).Refuses());
        Assert.Contains("is no C# project, solution or .sql file", (await ToolRun.Of("lint", Path("readme.txt"))).Refuses());
        Assert.Contains("There is no file or folder " + Path("gone"), (await ToolRun.Of("lint", Path("gone"))).Refuses());
    }

    [Fact]
    public async Task Two_projects_or_solutions()
    {
        Write("b.csproj", "");
        Write("a.csproj", "");
        Assert.Contains("holds several projects: a.csproj, b.csproj. Name one.", (await ToolRun.Of("lint", Folder)).Refuses());
        Write("a.sln", "");
        Write("b.slnx", "");
        Assert.Contains("holds several solutions: a.sln, b.slnx. Name one.", (await ToolRun.Of("lint", Folder)).Refuses());
        Assert.Contains("a project or solution is judged alone", (await ToolRun.Of("lint", Path("a.csproj"), Path("b.csproj"))).Refuses());
    }

    [Theory]
    [InlineData("a.sln", "nonsense")]
    [InlineData("a.slnx", "<Solution>")]
    [InlineData("a.slnf", "{ \"solution\": { } }")]
    [InlineData("b.slnf", "{")]
    public async Task A_solution_that_cannot_be_read(string name, string text) =>
        Assert.Contains("cannot be read", (await ToolRun.Of("lint", Write(name, text))).Refuses());

    [Fact]
    public async Task A_solution_that_names_a_missing_project_or_none()
    {
        Write("a.slnx", "<Solution><Project Path=\"gone/gone.csproj\" /></Solution>");
        Assert.Contains("names a project that is not there", (await ToolRun.Of("lint", Folder)).Refuses());
        Write("a.slnx", "<Solution />");
        Assert.Contains("holds no C# project", (await ToolRun.Of("lint", Folder)).Refuses());
    }

    [Fact]
    public async Task A_project_that_is_no_project() =>
        Assert.Contains("cannot be restored", (await ToolRun.Of("lint", Write("a.csproj", "<Project"))).Refuses());

    [Fact]
    public async Task A_project_whose_packages_are_not_to_be_had()
    {
        Write("nuget.config", "<configuration><packageSources><clear /><add key=\"none\" value=\"" + Directory.CreateDirectory(Path("feed")).FullName + "\" /></packageSources></configuration>");
        Write("a.csproj", """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup>
              <ItemGroup><PackageReference Include="No.Such.Package.Of.Ours" Version="1.0.0" /></ItemGroup>
            </Project>
            """);
        var line = (await ToolRun.Of("lint", Folder)).Refuses();
        Assert.Contains("cannot be restored", line);
        Assert.Contains("No.Such.Package.Of.Ours", line);
        Assert.Contains("cannot be loaded", (await ToolRun.Of("lint", Folder, "--no-restore")).Refuses());
    }

    [Fact]
    public async Task A_baseline_that_is_missing_or_cannot_be_read()
    {
        Write("a.sql", "SELECT 1;");
        Assert.Contains("There is no baseline " + Path("b.json"), (await ToolRun.Of("lint", Folder, "--baseline", Path("b.json"))).Refuses());
        Write("b.json", "{");
        Assert.Contains("cannot be read: a name in double quotes is expected in line 1", (await ToolRun.Of("lint", Folder, "--baseline", Path("b.json"))).Refuses());
        Assert.Contains("cannot be read", (await ToolRun.Of("baseline", Folder, "--update", "-o", Path("b.json"))).Refuses());
        Assert.Contains("There is no baseline", (await ToolRun.Of("baseline", Folder, "--prune")).Refuses());
    }

    [Fact]
    public async Task A_file_that_cannot_be_written()
    {
        Write("a.sql", "SELECT 1;");
        Assert.Contains("Could not find a part of the path", (await ToolRun.Of("lint", Folder, "--output", Path("gone/report.txt"))).Refuses());
    }

    [Fact]
    public async Task Help_is_no_error()
    {
        var run = (await ToolRun.Of("lint", "--help")).Ends(0);
        Assert.Contains("--postgresql-version", run.Output);
    }
}
