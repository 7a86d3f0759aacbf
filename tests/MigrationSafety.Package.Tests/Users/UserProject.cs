using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using MigrationSafety.Package.Tests.Packages;
using Xunit;

namespace MigrationSafety.Package.Tests.Users;

/// <summary>
/// A folder outside the repository with its own package folder, so that neither this repository's settings nor a package
/// restored earlier has a say.
/// </summary>
internal sealed class UserProject : IDisposable
{
    private readonly string _folder = Path.Combine(Path.GetTempPath(), "migration-safety-" + Guid.NewGuid().ToString("N"));

    public UserProject(PackedPackages packages)
    {
        Directory.CreateDirectory(_folder);
        Write("nuget.config", $"""
            <configuration>
              <packageSources>
                <add key="packed" value="{packages.Feed}" />
              </packageSources>
            </configuration>
            """);
        // Stops the search for props in the folders above; NuGetAudit asks a feed that offline machines do not have.
        Write("Directory.Build.props", """
            <Project>
              <PropertyGroup>
                <RestorePackagesPath>$(MSBuildThisFileDirectory).packages</RestorePackagesPath>
                <NuGetAudit>false</NuGetAudit>
                <ErrorLog>$(MSBuildThisFileDirectory)$(MSBuildProjectName)$(TargetFramework).sarif,version=2.1</ErrorLog>
              </PropertyGroup>
            </Project>
            """);
        Write("Directory.Build.targets", "<Project />");
        Write("Directory.Packages.props", "<Project />");
    }

    public string Folder => _folder;

    public UserProject Write(string path, string content)
    {
        var file = Path.Combine(_folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, content);
        return this;
    }

    /// <summary>A project that uses the packed analyzer, EF Core and Npgsql.</summary>
    public UserProject WriteProject(string path, string properties = "", string items = "", string frameworks = "net10.0") => Write(path, $"""
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <{(frameworks.Contains(';') ? "TargetFrameworks" : "TargetFramework")}>{frameworks}</{(frameworks.Contains(';') ? "TargetFrameworks" : "TargetFramework")}>
            {properties}
          </PropertyGroup>
          <ItemGroup>
            <PackageReference Include="MigrationSafety.Analyzers" Version="{PackedPackages.Version}" PrivateAssets="all" />
            <PackageReference Include="Npgsql.EntityFrameworkCore.PostgreSQL" Version="{(frameworks == "net10.0" ? "10.0.0" : "8.0.0")}" />
            {items}
          </ItemGroup>
        </Project>
        """);

    public UserProject CopyFrom(string folder)
    {
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            Write(Path.GetRelativePath(folder, file), File.ReadAllText(file));
        }

        return this;
    }

    public Task<CommandResult> BuildAsync(params string[] arguments) =>
        CommandLine.RunAsync("dotnet", ["build", "--nologo", "--tl:off", .. arguments], _folder);

    /// <summary>All findings of all builds in this folder, as "path:line level id", in order.</summary>
    public IReadOnlyList<string> Findings()
    {
        SarifFinding[] findings = [.. Directory.EnumerateFiles(_folder, "*.sarif").SelectMany(file => Sarif.Read(file, _folder)).Where(finding => finding.Id.StartsWith("MIG", StringComparison.Ordinal))];
        Assert.All(findings, finding => Assert.DoesNotContain(CommandResult.AnalyzerDefect, finding.Message, StringComparison.Ordinal));
        return [.. findings.Select(finding => finding.ToString()).Order(StringComparer.Ordinal)];
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
