namespace MigrationSafety.PgParser.Grammar;

/// <summary>What the module said, before positions are counted in C#'s way.</summary>
internal sealed class Answer
{
    public Answer(
        string? json, string? message = null, string? functionName = null, string? fileName = null, int line = 0, int cursorPosition = 0)
    {
        Json = json;
        Message = message;
        FunctionName = functionName;
        FileName = fileName;
        Line = line;
        CursorPosition = cursorPosition;
    }

    public string? Json { get; }

    public string? Message { get; }

    public string? FunctionName { get; }

    public string? FileName { get; }

    public int Line { get; }

    public int CursorPosition { get; }
}
