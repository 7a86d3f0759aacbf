using System.Collections.Generic;
using System.Linq;
using System.Xml.Linq;
using MigrationSafety.Core.Options;
using Xunit;

namespace MigrationSafety.Package.Tests.Packages;

[Collection(PackedPackagesCollection.Name)]
public sealed class OptionsTests(PackedPackages packages)
{
    [Fact]
    public void Every_option_is_a_property_that_the_compiler_sees()
    {
        var targets = XDocument.Parse(packages.Read("MigrationSafety.Analyzers", "build/MigrationSafety.Analyzers.targets"));

        var visible = targets.Descendants("CompilerVisibleProperty").Select(item => item.Attribute("Include")!.Value);

        Assert.Equal(Properties.Concat(["MigrationSafetyAnalyze", "MigrationSafetyWarningsFail", "MigrationSafetyInEditorConfig"]).Order(), visible.Order());
    }

    [Fact]
    public void A_cut_value_is_refused_for_every_option()
    {
        var targets = packages.Read("MigrationSafety.Analyzers", "build/MigrationSafety.Analyzers.targets");
        var values = XDocument.Parse(targets).Descendants("_MigrationSafetyValues").Single().Value;

        Assert.All(Properties, property => Assert.Contains($"$({property})", values));
    }

    /// <summary>The options that a project can set; some are for single files only.</summary>
    private static IEnumerable<string> Properties => OptionKeys.All.Select(key => key.Property).Where(property => property is { Length: > 0 });
}
