using System;
using System.IO;
using System.Linq;
using System.Xml.Linq;
using Xunit;

namespace MigrationSafety.Package.Tests.Packages;

[Collection(PackedPackagesCollection.Name)]
public sealed class PackageContentTests(PackedPackages packages)
{
    [Fact]
    public void Packing_the_solution_makes_exactly_these_packages() =>
        Assert.Equal(
            ["MigrationSafety.0.1.0.nupkg", "MigrationSafety.Analyzers.0.1.0.nupkg", "MigrationSafety.AspNetCore.0.1.0.nupkg", "MigrationSafety.Runtime.0.1.0.nupkg", "MigrationSafety.Tool.0.1.0.nupkg"],
            Directory.GetFiles(packages.Feed).Select(Path.GetFileName).Order(StringComparer.Ordinal));

    [Fact]
    public void The_analyzer_package_holds_exactly_these_files() =>
        Assert.Equal(
            [
                "MigrationSafety.Analyzers.nuspec",
                "README.md",
                "THIRD-PARTY-NOTICES.txt",
                "analyzers/dotnet/cs/MigrationSafety.Analyzers.dll",
                "analyzers/dotnet/cs/MigrationSafety.CodeFixes.dll",
                "analyzers/dotnet/cs/MigrationSafety.Core.dll",
                "analyzers/dotnet/cs/MigrationSafety.PgParser.Grammar.dll",
                "analyzers/dotnet/cs/MigrationSafety.PgParser.dll",
                "build/MigrationSafety.Analyzers.targets",
                "build/config/AuditOnly.globalconfig",
                "build/config/Strict.globalconfig",
                "build/config/StrictFails.globalconfig",
                "buildTransitive/MigrationSafety.Analyzers.targets",
            ],
            packages.Files("MigrationSafety.Analyzers"));

    [Fact]
    public void The_main_package_holds_a_placeholder_and_no_assembly() =>
        Assert.Equal(["MigrationSafety.nuspec", "README.md", "lib/netstandard2.0/_._"], packages.Files("MigrationSafety"));

    [Fact]
    public void The_tool_package_holds_exactly_these_files_of_ours()
    {
        string[] own = [.. packages.Files("MigrationSafety.Tool").Where(file => !file.EndsWith(".dll", StringComparison.Ordinal) || file.Contains("/MigrationSafety.", StringComparison.Ordinal))];

        Assert.Equal(
            [
                "MigrationSafety.Tool.nuspec",
                "README.md",
                "THIRD-PARTY-NOTICES.txt",
                .. new[] { "net10.0", "net8.0" }.SelectMany(framework => new[]
                {
                    $"tools/{framework}/any/DotnetToolSettings.xml",
                    $"tools/{framework}/any/MigrationSafety.Analyzers.dll",
                    $"tools/{framework}/any/MigrationSafety.CodeFixes.dll",
                    $"tools/{framework}/any/MigrationSafety.Core.dll",
                    $"tools/{framework}/any/MigrationSafety.PgParser.Grammar.dll",
                    $"tools/{framework}/any/MigrationSafety.PgParser.dll",
                    $"tools/{framework}/any/MigrationSafety.Runtime.dll",
                    $"tools/{framework}/any/MigrationSafety.Tool.deps.json",
                    $"tools/{framework}/any/MigrationSafety.Tool.dll",
                    $"tools/{framework}/any/MigrationSafety.Tool.runtimeconfig.json",
                    $"tools/{framework}/any/build/MigrationSafety.Analyzers.targets",
                    $"tools/{framework}/any/build/config/AuditOnly.globalconfig",
                    $"tools/{framework}/any/build/config/Strict.globalconfig",
                    $"tools/{framework}/any/build/config/StrictFails.globalconfig",
                }),
            ],
            own);
    }

    [Fact]
    public void The_tool_package_brings_exactly_these_libraries() =>
        Assert.Equal(
            [
                "Humanizer.dll", "Microsoft.CodeAnalysis.CSharp.Workspaces.dll", "Microsoft.CodeAnalysis.CSharp.dll", "Microsoft.CodeAnalysis.Workspaces.dll",
                "Microsoft.CodeAnalysis.dll",
                // The runtime's, for `backfill`.
                "Microsoft.EntityFrameworkCore.Abstractions.dll", "Microsoft.EntityFrameworkCore.Relational.dll", "Microsoft.EntityFrameworkCore.dll",
                "Microsoft.Extensions.Caching.Abstractions.dll", "Microsoft.Extensions.Caching.Memory.dll", "Microsoft.Extensions.Configuration.Abstractions.dll",
                "Microsoft.Extensions.DependencyInjection.Abstractions.dll", "Microsoft.Extensions.DependencyInjection.dll", "Microsoft.Extensions.Diagnostics.Abstractions.dll",
                "Microsoft.Extensions.Diagnostics.HealthChecks.Abstractions.dll", "Microsoft.Extensions.Diagnostics.HealthChecks.dll",
                "Microsoft.Extensions.FileProviders.Abstractions.dll", "Microsoft.Extensions.Hosting.Abstractions.dll", "Microsoft.Extensions.Logging.Abstractions.dll",
                "Microsoft.Extensions.Logging.dll", "Microsoft.Extensions.Options.dll", "Microsoft.Extensions.Primitives.dll",
                "Microsoft.VisualStudio.SolutionPersistence.dll", "Npgsql.dll", "Polly.Core.dll", "Spectre.Console.dll", "System.CommandLine.dll",
                "System.Composition.AttributedModel.dll", "System.Composition.Convention.dll", "System.Composition.Hosting.dll",
                "System.Composition.Runtime.dll", "System.Composition.TypedParts.dll",
            ],
            packages.Files("MigrationSafety.Tool")
                .Where(file => file.StartsWith("tools/net10.0/", StringComparison.Ordinal) && file.EndsWith(".dll", StringComparison.Ordinal))
                .Select(file => Path.GetFileName(file))
                .Where(file => !file.StartsWith("MigrationSafety.", StringComparison.Ordinal)));

    [Fact]
    public void The_runtime_package_holds_exactly_these_files() =>
        Assert.Equal(
            [
                "MigrationSafety.Runtime.nuspec",
                "README.md",
                "THIRD-PARTY-NOTICES.txt",
                .. new[] { "net10.0", "net8.0" }.SelectMany(framework => new[]
                {
                    $"lib/{framework}/MigrationSafety.Core.dll",
                    $"lib/{framework}/MigrationSafety.PgParser.Grammar.dll",
                    $"lib/{framework}/MigrationSafety.PgParser.dll",
                    $"lib/{framework}/MigrationSafety.Runtime.dll",
                    $"lib/{framework}/MigrationSafety.Runtime.xml",
                }),
            ],
            packages.Files("MigrationSafety.Runtime"));

    [Fact]
    public void The_status_page_package_holds_exactly_these_files_and_asks_for_the_runtime_and_the_shared_framework()
    {
        Assert.Equal(
            [
                "MigrationSafety.AspNetCore.nuspec",
                "README.md",
                .. new[] { "net10.0", "net8.0" }.SelectMany(framework => new[] { $"lib/{framework}/MigrationSafety.AspNetCore.dll", $"lib/{framework}/MigrationSafety.AspNetCore.xml" }),
            ],
            packages.Files("MigrationSafety.AspNetCore"));
        var groups = Element(Metadata("MigrationSafety.AspNetCore"), "dependencies").Elements().ToList();
        Assert.Equal(2, groups.Count);
        Assert.All(groups, group => Assert.Equal("MigrationSafety.Runtime", Assert.Single(group.Elements()).Attribute("id")!.Value));
        Assert.Equal(["Microsoft.AspNetCore.App"], Metadata("MigrationSafety.AspNetCore").Descendants().Where(e => e.Name.LocalName == "frameworkReference").Select(e => e.Attribute("name")!.Value).Distinct());
    }

    [Theory]
    [InlineData("net8.0", "8.0.30")]
    [InlineData("net10.0", "10.0.0")]
    public void The_runtime_package_asks_for_the_oldest_EF_Core_of_each_line(string framework, string version)
    {
        var dependencies = Element(Metadata("MigrationSafety.Runtime"), "dependencies").Elements()
            .Single(group => group.Attribute("targetFramework")!.Value == framework).Elements().ToDictionary(d => d.Attribute("id")!.Value, d => d.Attribute("version")!.Value);

        Assert.Equal(
            ["Microsoft.EntityFrameworkCore.Relational", "Microsoft.Extensions.Diagnostics.HealthChecks", "Microsoft.Extensions.Hosting.Abstractions", "Microsoft.Extensions.Logging.Abstractions", "Npgsql", "Polly.Core"],
            dependencies.Keys.Order());
        Assert.Equal(version, dependencies["Microsoft.EntityFrameworkCore.Relational"]);
    }

    [Theory]
    [InlineData("MigrationSafety")]
    [InlineData("MigrationSafety.Analyzers")]
    [InlineData("MigrationSafety.AspNetCore")]
    [InlineData("MigrationSafety.Runtime")]
    [InlineData("MigrationSafety.Tool")]
    public void Every_package_says_what_it_is_and_under_which_licence(string id)
    {
        var metadata = Metadata(id);

        Assert.Equal(id, Value(metadata, "id"));
        Assert.Equal(PackedPackages.Version, Value(metadata, "version"));
        Assert.Equal("MIT", Value(metadata, "license"));
        Assert.Equal("expression", Element(metadata, "license").Attribute("type")!.Value);
        Assert.Equal("README.md", Value(metadata, "readme"));
        Assert.StartsWith("https://github.com/", Value(metadata, "projectUrl"), StringComparison.Ordinal);
        Assert.Equal("git", Element(metadata, "repository").Attribute("type")!.Value);
        Assert.Contains((id == "MigrationSafety.Tool" ? "dotnet tool install --global " : "dotnet add package ") + id, packages.Read(id, "README.md"), StringComparison.Ordinal);
    }

    [Fact]
    public void The_analyzer_package_is_for_development_and_depends_on_nothing()
    {
        var metadata = Metadata("MigrationSafety.Analyzers");

        Assert.Equal("true", Value(metadata, "developmentDependency"));
        Assert.DoesNotContain(metadata.Elements(), element => element.Name.LocalName == "dependencies");
    }

    [Fact]
    public void The_main_package_passes_the_analyzer_on_with_all_it_has()
    {
        var dependency = Assert.Single(Element(Metadata("MigrationSafety"), "dependencies").Descendants(), element => element.Name.LocalName == "dependency");

        Assert.Equal("MigrationSafety.Analyzers", dependency.Attribute("id")!.Value);
        Assert.Equal(PackedPackages.Version, dependency.Attribute("version")!.Value);
        Assert.Equal("All", dependency.Attribute("include")!.Value);
        Assert.Null(dependency.Attribute("exclude"));
    }

    [Theory]
    [InlineData("libpg-query")]
    [InlineData("Lukas Fittl")]
    [InlineData("PostgreSQL Global Development Group")]
    [InlineData("The Regents of the University of California")]
    [InlineData("protobuf-c")]
    public void The_notices_name_whose_work_the_parser_is(string author) =>
        Assert.Contains(author, packages.Read("MigrationSafety.Analyzers", "THIRD-PARTY-NOTICES.txt"), StringComparison.Ordinal);

    private XElement Metadata(string id) => Element(XDocument.Parse(packages.Read(id, id + ".nuspec")).Root!, "metadata");

    private static XElement Element(XElement parent, string name) => parent.Elements().Single(element => element.Name.LocalName == name);

    private static string Value(XElement parent, string name) => Element(parent, name).Value;
}
