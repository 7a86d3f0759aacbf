using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using MigrationSafety.Core.Recipes;
using Xunit;

namespace MigrationSafety.CodeFixes.Tests.Verification;

/// <summary>
/// What must hold of every fix: it gives the expected text, one by one and by Fix All in each scope; the result compiles,
/// has no finding left that the fix is for and no new warning.
/// </summary>
internal static class FixVerifier
{
    private const string File = "20260101000000_Change.cs";

    /// <summary>The migration after all fixes; <paramref name="before"/> and <paramref name="after"/> are bodies of Up.</summary>
    public static async Task VerifyAsync(
        string before, string after, string editorConfig = "", LanguageVersion version = LanguageVersion.CSharp12)
    {
        var fixedText = await FixAsync(MigrationSource.Of(before), editorConfig, version);

        Assert.Equal(MigrationSource.Of(after), fixedText);
    }

    /// <summary>A diagnostic is there, and nothing can be done in place.</summary>
    public static async Task VerifyNoFixAsync(string id, string up, string editorConfig = "")
    {
        var project = FixProject.Of(editorConfig, LanguageVersion.CSharp12, ("Shop", File, MigrationSource.Of(up)));
        var diagnostics = (await project.AnalyzeAsync()).Where(d => d.Id == id).ToList();

        Assert.NotEmpty(diagnostics);
        foreach (var diagnostic in diagnostics)
        {
            Assert.Empty(await project.ActionsAsync(diagnostic));
        }

        var unchanged = await project.FixAllAsync(FixAllScope.Solution, id);
        Assert.Equal(MigrationSource.Of(up), await unchanged.TextAsync(File));
    }

    /// <summary>A file after all fixes, which the verifier has checked.</summary>
    public static async Task<string> FixAsync(string source, string editorConfig = "", LanguageVersion version = LanguageVersion.CSharp12)
    {
        var ids = RecipeBook.InPlaceIds.ToArray();
        var project = FixProject.Of(editorConfig, version, ("Shop", File, source));
        var before = await project.AnalyzeAsync();
        Assert.Contains(before, d => ids.Contains(d.Id));

        var oneByOne = await project.FixOneByOneAsync(ids);
        var after = await oneByOne.AnalyzeAsync();
        Assert.DoesNotContain(after, d => ids.Contains(d.Id) && d.Severity > DiagnosticSeverity.Info);
        foreach (var group in after.Where(static d => d.Severity > DiagnosticSeverity.Info).GroupBy(static d => d.Id))
        {
            Assert.True(group.Count() <= before.Count(d => d.Id == group.Key), "New: " + group.First());
        }

        var text = await oneByOne.TextAsync(File);
        foreach (var scope in new[] { FixAllScope.Document, FixAllScope.Project, FixAllScope.Solution })
        {
            var all = await project.FixAllAsync(scope, ids);
            Assert.Equal(text, await all.TextAsync(File));
        }

        return text;
    }
}
