using Xunit;

namespace MigrationSafety.Package.Tests.Packages;

[CollectionDefinition(Name)]
public sealed class PackedPackagesCollection : ICollectionFixture<PackedPackages>
{
    internal const string Name = "packed packages";
}
