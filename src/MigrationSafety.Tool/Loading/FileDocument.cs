using System.IO;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace MigrationSafety.Tool.Loading;

/// <summary>A file as a document, read when it is asked for.</summary>
internal static class FileDocument
{
    public static DocumentInfo Of(ProjectId project, string path) => DocumentInfo.Create(
        DocumentId.CreateNewId(project, path), Path.GetFileName(path), loader: new FileLoader(path), filePath: path);

    /// <summary>A file's text as the compiler reads it; one that is missing is empty, and the compiler's errors tell the rest.</summary>
    private sealed class FileLoader(string path) : TextLoader
    {
        public override Task<TextAndVersion> LoadTextAndVersionAsync(LoadTextOptions options, CancellationToken cancellationToken)
        {
            var text = SourceText.From("", Encoding.UTF8, options.ChecksumAlgorithm);
            if (File.Exists(path))
            {
                using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
                text = SourceText.From(stream, Encoding.UTF8, options.ChecksumAlgorithm);
            }

            return Task.FromResult(TextAndVersion.Create(text, VersionStamp.Default, path));
        }
    }
}
