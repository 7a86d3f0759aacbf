using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using MigrationSafety.Package.Tests.Packages;
using MigrationSafety.Package.Tests.Users;
using Xunit;

namespace MigrationSafety.Package.Tests.EndToEnd;

[Collection(PackedPackagesCollection.Name)]
public sealed class SampleShopTests(PackedPackages packages)
{
    [Fact]
    public async Task The_sample_shop_shows_what_each_of_its_migrations_does()
    {
        using var project = new UserProject(packages).CopyFrom(Path.Combine(Repository.Root, "samples", "Shop"));

        var build = (await project.BuildAsync()).Succeeded();

        ExpectedFindings.AssertEqual("Shop", project.Findings());
        Assert.All(ShownInReadme(), line => Assert.Contains(line, build.Output, StringComparison.Ordinal));
    }

    /// <summary>The README's lines "file(line,column): MIGnnnn: the beginning of the message ...", as the compiler writes them.</summary>
    private static string[] ShownInReadme()
    {
        string[] lines =
        [
            .. File.ReadLines(Path.Combine(Repository.Root, "README.md"))
                .Where(line => line.Contains("): MIG", StringComparison.Ordinal))
                .Select(line => line.Replace("): MIG", "): warning MIG", StringComparison.Ordinal))
                .Select(line => line.EndsWith(" ...", StringComparison.Ordinal) ? line[..^4] : line),
        ];
        Assert.NotEmpty(lines);
        return lines;
    }
}
