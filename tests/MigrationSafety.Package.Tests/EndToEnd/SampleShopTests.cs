using System.IO;
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

        var build = await project.BuildAsync();

        build.Succeeded();
        ExpectedFindings.AssertEqual("Shop", project.Findings());
    }
}
