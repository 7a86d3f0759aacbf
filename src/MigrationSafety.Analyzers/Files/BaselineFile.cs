using System;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using MigrationSafety.Core.Baselines;

namespace MigrationSafety.Analyzers.Files;

/// <summary>A baseline among the project's AdditionalFiles.</summary>
internal sealed class BaselineFile
{
    private readonly AdditionalText file;
    private readonly SourceText? text;

    public BaselineFile(AdditionalText file)
    {
        this.file = file;
        text = file.GetText();
        Reading = BaselineReader.Read(text?.ToString() ?? "");
    }

    public BaselineReading Reading { get; }

    public string Path => file.Path;

    public string Name => file.Path.Substring(file.Path.LastIndexOfAny(['/', '\\']) + 1);

    /// <summary>A .sql file's path as entries say it: from the folder of the baseline.</summary>
    public string PathOf(SqlFile sql) => RelativePath(file.Path, sql.Path);

    /// <summary>Where an entry stands.</summary>
    public Location LocationOf(BaselineEntry entry)
    {
        var length = text?.Length ?? 0;
        var span = TextSpan.FromBounds(Math.Min(entry.Span.Start, length), Math.Min(entry.Span.End, length));
        return text is null ? Location.None : Location.Create(file.Path, span, text.Lines.GetLinePositionSpan(span));
    }

    /// <summary>A path as seen from the folder of another file, with slashes on every system.</summary>
    public static string RelativePath(string from, string to)
    {
        var start = from.Replace('\\', '/').Split('/');
        var target = to.Replace('\\', '/').Split('/');
        var shared = 0;
        while (shared < start.Length - 1 && shared < target.Length - 1 && start[shared] == target[shared])
        {
            shared++;
        }

        return new System.Text.StringBuilder().Insert(0, "../", start.Length - 1 - shared)
            .Append(string.Join("/", target, shared, target.Length - shared)).ToString();
    }
}
