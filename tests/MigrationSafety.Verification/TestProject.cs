using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using MigrationSafety.Analyzers;

namespace MigrationSafety.Verification;

/// <summary>
/// A project in memory: migrations, .sql files, options. Marks in the texts say what the analyzer must report; anything
/// else it reports, compiler errors that are not marked, and exceptions in the analyzer fail the test.
/// </summary>
public sealed class TestProject
{
    private readonly List<(string Path, Markup Text)> sources = [];
    private readonly List<(string Path, Markup Text)> files = [];
    private readonly List<(string PathPrefix, string Key, string Value)> fileOptions = [];
    // Migrations that tests write in full have no Down.
    private readonly HashSet<string> ignored = ["MIG3010"];
    private ImmutableDictionary<string, string> globalOptions = ImmutableDictionary<string, string>.Empty;
    private ImmutableArray<MetadataReference> references = References.EfCoreWithNpgsql;
    private bool allowErrors;

    /// <summary>The id of <c>[|...|]</c>.</summary>
    public string? DefaultId { get; init; }

    /// <summary>A source file.</summary>
    public TestProject With(string path, string source)
    {
        sources.Add((path, Markup.Parse(source, DefaultId)));
        return this;
    }

    /// <summary>A source file in which nothing is a mark.</summary>
    public TestProject WithText(string path, string source)
    {
        sources.Add((path, Markup.None(source)));
        return this;
    }

    /// <summary>A migration with this body of Up, and its Designer's attributes on the class.</summary>
    public TestProject WithUp(string body, string id = "20240101000000_Change", string context = "ShopContext", string members = "") =>
        With("/src/Migrations/" + id + ".cs", MigrationSource.Of(id, body, context, members));

    /// <summary>An AdditionalFile.</summary>
    public TestProject WithSql(string path, string text, string? metadata = null)
    {
        files.Add((path, Markup.Parse(text, DefaultId)));
        if (metadata is not null)
        {
            fileOptions.Add((path, "build_metadata.AdditionalFiles.MigrationSafetySql", metadata));
        }

        return this;
    }

    /// <summary>An .editorconfig entry; for files whose path starts with <paramref name="pathPrefix"/>.</summary>
    public TestProject WithOption(string key, string value, string pathPrefix = "/")
    {
        fileOptions.Add((pathPrefix, key, value));
        return this;
    }

    /// <summary>An MSBuild property that the compiler passes on.</summary>
    public TestProject WithProperty(string name, string value)
    {
        globalOptions = globalOptions.SetItem("build_property." + name, value);
        return this;
    }

    /// <summary>What the project is compiled against, instead of EF Core 10 and Npgsql.</summary>
    public TestProject WithReferences(IEnumerable<MetadataReference> replacement)
    {
        references = [.. replacement];
        return this;
    }

    /// <summary>Ids that this test is not about.</summary>
    public TestProject Ignoring(params string[] ids)
    {
        ignored.UnionWith(ids);
        return this;
    }

    /// <summary>For half-typed code: compiler errors are expected.</summary>
    public TestProject AllowingErrors()
    {
        allowErrors = true;
        return this;
    }

    public CSharpCompilation Compile() => CSharpCompilation.Create(
        "TestProject",
        sources.Select(static source => CSharpSyntaxTree.ParseText(
            SourceText.From(source.Text.Text, Encoding.UTF8), new CSharpParseOptions(LanguageVersion.Latest), source.Path)),
        references,
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));

    /// <summary>All that the analyzer reports, in order of place.</summary>
    public async Task<ImmutableArray<Diagnostic>> AnalyzeAsync(CancellationToken cancellationToken = default)
    {
        var failures = new List<string>();
        var options = new CompilationWithAnalyzersOptions(
            new AnalyzerOptions(
                files.Select(static file => (AdditionalText)new TestFile(file.Path, file.Text.Text)).ToImmutableArray(),
                new TestOptions(globalOptions, fileOptions.ToImmutableArray())),
            (exception, _, _) => failures.Add(exception.ToString()),
            concurrentAnalysis: true,
            logAnalyzerExecutionTime: false);
        var found = await new CompilationWithAnalyzers(Compile(), [new MigrationAnalyzer()], options)
            .GetAnalyzerDiagnosticsAsync(cancellationToken).ConfigureAwait(false);
        return failures.Count == 0
            ? found.OrderBy(static d => d.Location.GetLineSpan().Path, StringComparer.Ordinal)
                .ThenBy(static d => d.Location.SourceSpan.Start).ThenBy(static d => d.Id, StringComparer.Ordinal).ToImmutableArray()
            : throw new VerificationException("The analyzer failed:\n" + string.Join("\n", failures));
    }

    /// <summary>Runs the analyzer and compares with the marks; gives what was found for further checks.</summary>
    public async Task<ImmutableArray<Diagnostic>> VerifyAsync()
    {
        if (!allowErrors)
        {
            ThrowOnCompilerErrors(Compile());
        }

        var found = (await AnalyzeAsync().ConfigureAwait(false)).RemoveAll(d => ignored.Contains(d.Id));
        if (found.FirstOrDefault(static d => d.Id == "AD0001" || d.GetMessage().Contains("a defect of MigrationSafety", StringComparison.Ordinal)) is { } failure)
        {
            throw new VerificationException(failure.ToString());
        }

        var actual = found.Select(static d => new Expected(d.Location.GetLineSpan().Path, d.Location.SourceSpan, d.Id)).ToList();
        var expected = sources.Concat(files)
            .SelectMany(static file => file.Text.Marks.Select(mark => new Expected(file.Path, mark.Span, mark.Id)))
            .ToList();
        var missing = Without(expected, actual);
        var surplus = Without(actual, expected);
        return missing.Count + surplus.Count == 0 ? found : throw new VerificationException(Report(missing, surplus, found));
    }

    private static List<Expected> Without(List<Expected> list, List<Expected> other)
    {
        var rest = other.ToList();
        return list.Where(item => !rest.Remove(item)).ToList();
    }

    private string Report(List<Expected> missing, List<Expected> surplus, ImmutableArray<Diagnostic> found)
    {
        var report = new StringBuilder("Diagnostics differ.\n");
        foreach (var item in missing)
        {
            report.Append("  missing    ").AppendLine(Describe(item, ""));
        }

        foreach (var item in surplus)
        {
            var message = found.First(d => d.Id == item.Id && d.Location.SourceSpan == item.Span).GetMessage();
            report.Append("  unexpected ").AppendLine(Describe(item, message));
        }

        return report.ToString();
    }

    private string Describe(Expected item, string message)
    {
        var text = sources.Concat(files).FirstOrDefault(file => file.Path == item.Path).Text?.Text;
        var shown = text is null ? "" : text.Substring(item.Span.Start, Math.Min(item.Span.Length, 200));
        return $"{item.Id} {item.Path} {item.Span} «{shown}» {message}";
    }

    private static void ThrowOnCompilerErrors(CSharpCompilation compilation)
    {
        var errors = compilation.GetDiagnostics().Where(static d => d.Severity == DiagnosticSeverity.Error).ToList();
        if (errors.Count > 0)
        {
            throw new VerificationException("The test's source does not compile:\n" + string.Join("\n", errors));
        }
    }

    private sealed class TestFile(string path, string text) : AdditionalText
    {
        public override string Path => path;

        public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(text, Encoding.UTF8);
    }
}
