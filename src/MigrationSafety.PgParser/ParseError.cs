namespace MigrationSafety.PgParser;

/// <summary>An error in PostgreSQL's words, with its position in both counts.</summary>
public sealed class ParseError
{
    internal ParseError(string message, string? functionName, string? fileName, int line, int cursorPosition, int utf16Position)
    {
        Message = message;
        FunctionName = functionName;
        FileName = fileName;
        Line = line;
        CursorPosition = cursorPosition;
        Utf16Position = utf16Position;
    }

    /// <summary>PostgreSQL's message, as in <c>syntax error at or near "x"</c>.</summary>
    public string Message { get; }

    /// <summary>The function of PostgreSQL's source that raised the error.</summary>
    public string? FunctionName { get; }

    /// <summary>The file of PostgreSQL's source that raised the error.</summary>
    public string? FileName { get; }

    /// <summary>The line in <see cref="FileName"/>; not a line of the SQL text.</summary>
    public int Line { get; }

    /// <summary>PostgreSQL's cursor position: 1-based, in code points; 0 when the error has none.</summary>
    public int CursorPosition { get; }

    /// <summary>The same place as a 0-based index into the C# string; -1 when the error has none.</summary>
    public int Utf16Position { get; }
}
