using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using MigrationSafety.Analyzers;
using MigrationSafety.CodeFixes.Tests.Servers;
using Xunit;

namespace MigrationSafety.CodeFixes.Tests.Verification;

/// <summary>A solution in memory that is analyzed and fixed as an IDE or <c>dotnet format</c> would.</summary>
internal sealed class FixProject
{
    private const int MostActions = 50;
    private static readonly InPlaceCodeFixProvider Provider = new();

    private readonly Solution solution;
    private readonly Dictionary<string, DocumentId> documents;

    private FixProject(Solution solution, Dictionary<string, DocumentId> documents)
    {
        this.solution = solution;
        this.documents = documents;
    }

    public static FixProject Of(string editorConfig, LanguageVersion version, params (string Project, string File, string Text)[] files)
    {
        var solution = new AdhocWorkspace().CurrentSolution;
        var documents = new Dictionary<string, DocumentId>();
        foreach (var project in files.GroupBy(static f => f.Project))
        {
            var id = ProjectId.CreateNewId();
            solution = solution
                .AddProject(ProjectInfo.Create(id, VersionStamp.Default, project.Key, project.Key, LanguageNames.CSharp, filePath: $"/{project.Key}/{project.Key}.csproj"))
                .WithProjectCompilationOptions(id, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary))
                .WithProjectParseOptions(id, new CSharpParseOptions(version))
                .AddMetadataReferences(id, CompiledMigration.References)
                .AddAnalyzerConfigDocument(
                    DocumentId.CreateNewId(id), ".editorconfig", SourceText.From("root = true\n[*.cs]\n" + editorConfig), filePath: $"/{project.Key}/.editorconfig");
            foreach (var (_, file, text) in project.Append((project.Key, "ShopContext.cs", MigrationSource.Context)))
            {
                var document = DocumentId.CreateNewId(id);
                solution = solution.AddDocument(document, file, SourceText.From(text, Encoding.UTF8), filePath: $"/{project.Key}/{file}");
                documents[file] = document;
            }
        }

        return new FixProject(solution, documents);
    }

    public FixProject With(Solution fixedSolution) => new(fixedSolution, documents);

    public async Task<string> TextAsync(string file) => (await solution.GetDocument(documents[file])!.GetTextAsync()).ToString();

    public IEnumerable<string> Files => documents.Keys;

    /// <summary>All diagnostics of all projects; an exception in the analyzer fails the test.</summary>
    public async Task<ImmutableArray<Diagnostic>> AnalyzeAsync()
    {
        var all = ImmutableArray.CreateBuilder<Diagnostic>();
        foreach (var project in solution.Projects)
        {
            var compilation = (await project.GetCompilationAsync())!;
            Assert.Empty(compilation.GetDiagnostics().Where(static d => d.Severity == DiagnosticSeverity.Error));
            all.AddRange(await compilation
                .WithAnalyzers([new MigrationAnalyzer()], project.AnalyzerOptions)
                .GetAnalyzerDiagnosticsAsync(CancellationToken.None));
        }

        Assert.DoesNotContain(all, static d => d.Id == "AD0001");
        return all.ToImmutable();
    }

    /// <summary>The actions offered for a diagnostic.</summary>
    public async Task<IReadOnlyList<CodeAction>> ActionsAsync(Diagnostic diagnostic)
    {
        var actions = new List<CodeAction>();
        var context = new CodeFixContext(
            DocumentOf(diagnostic), diagnostic, (action, _) => actions.Add(action), CancellationToken.None);
        await Provider.RegisterCodeFixesAsync(context);
        return actions;
    }

    /// <summary>Applies the first action of the first diagnostic that has one, again and again.</summary>
    public async Task<FixProject> FixOneByOneAsync(params string[] ids)
    {
        var current = this;
        for (var i = 0; i < MostActions; i++)
        {
            var next = await current.FixFirstAsync(ids);
            if (next is null)
            {
                return current;
            }

            current = next;
        }

        throw new InvalidOperationException("The fixes do not come to an end.");
    }

    /// <summary>Fix all occurrences, as <c>dotnet format</c> asks for it: one id, then the next.</summary>
    public async Task<FixProject> FixAllAsync(FixAllScope scope, params string[] ids)
    {
        var current = this;
        foreach (var id in ids)
        {
            var diagnostics = (await current.AnalyzeAsync()).Where(d => d.Id == id).ToImmutableArray();
            foreach (var first in diagnostics.GroupBy(d => scope switch
            {
                FixAllScope.Document => (object)current.DocumentOf(d).Id,
                FixAllScope.Project => current.DocumentOf(d).Project.Id,
                _ => id,
            }).Select(static g => g.First()))
            {
                var context = new FixAllContext(
                    current.DocumentOf(first), Provider, scope, InPlaceCodeFixProvider.KeyOfFirst, [id], new Known(current, diagnostics), CancellationToken.None);
                if (await Provider.GetFixAllProvider().GetFixAsync(context) is { } action)
                {
                    current = current.With(await ChangedSolutionAsync(action));
                }
            }
        }

        return current;
    }

    private async Task<FixProject?> FixFirstAsync(string[] ids)
    {
        var found = (await AnalyzeAsync())
            .Where(d => ids.Contains(d.Id))
            .OrderBy(d => Array.IndexOf(ids, d.Id)).ThenBy(static d => d.Location.SourceSpan.Start);
        foreach (var diagnostic in found)
        {
            if ((await ActionsAsync(diagnostic)).Count > 0)
            {
                var changed = await ChangedSolutionAsync((await ActionsAsync(diagnostic))[0]);
                Assert.True(changed.GetChanges(solution).GetProjectChanges().Any(), "The action changes nothing.");
                return With(changed);
            }
        }

        return null;
    }

    private static async Task<Solution> ChangedSolutionAsync(CodeAction action) =>
        (await action.GetOperationsAsync(CancellationToken.None)).OfType<ApplyChangesOperation>().Single().ChangedSolution;

    private Document DocumentOf(Diagnostic diagnostic) =>
        solution.Projects.SelectMany(static p => p.Documents).Single(d => d.FilePath == diagnostic.Location.SourceTree!.FilePath);

    private sealed class Known(FixProject owner, ImmutableArray<Diagnostic> diagnostics) : FixAllContext.DiagnosticProvider
    {
        public override Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            Task.FromResult(diagnostics.Where(d => owner.DocumentOf(d).Project.Id == project.Id));

        public override Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken) =>
            Task.FromResult(diagnostics.Where(d => owner.DocumentOf(d).Id == document.Id));

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            Task.FromResult(Enumerable.Empty<Diagnostic>());
    }
}
