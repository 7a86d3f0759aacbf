using System;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Xunit;

namespace MigrationSafety.Core.Tests.Rules.Docs;

/// <summary>Links between pages lead somewhere, to the heading too.</summary>
public sealed partial class PageLinksTests
{
    [Fact]
    public void Every_link_leads_to_a_file_and_a_heading()
    {
        var root = Path.GetFullPath(Path.Combine(DocsFolder.Path, ".."));
        var pages = Directory.GetFiles(DocsFolder.Path, "*.md", SearchOption.AllDirectories)
            .Concat(["README.md", "CONTRIBUTING.md", "CHANGELOG.md"]).Select(page => Path.GetFullPath(page, root));
        var links = pages.SelectMany(page => Link().Matches(File.ReadAllText(page)).Select(link => (Page: page, Target: link.Groups[1].Value))).ToList();
        Assert.True(links.Count > 300);
        Assert.Empty(links.Where(link => !Leads(link.Page, link.Target)).Select(link => $"{Path.GetRelativePath(root, link.Page)}: {link.Target}"));
    }

    private static bool Leads(string page, string target)
    {
        var parts = target.Split('#', 2);
        var file = parts[0].Length == 0 ? page : Path.GetFullPath(parts[0], Path.GetDirectoryName(page)!);
        return parts.Length == 1
            ? File.Exists(file) || Directory.Exists(file)
            : File.Exists(file) && Heading().Matches(File.ReadAllText(file)).Any(heading => Anchor(heading.Groups[1].Value) == parts[1]);
    }

    // As the repository's web pages make them: lower case, no punctuation, blanks as hyphens.
    private static string Anchor(string heading) =>
        Punctuation().Replace(heading.Trim().ToLowerInvariant(), "").Replace(' ', '-');

    [GeneratedRegex(@"\]\((?!https?:|mailto:)([^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"^#{1,6} (.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex Punctuation();
}
