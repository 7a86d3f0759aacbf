namespace MigrationSafety.PgParser;

/// <summary>Either a tree or an error, never both and never neither.</summary>
public sealed class ParseResult
{
    internal ParseResult(string? json, ParseError? error)
    {
        Json = json;
        Error = error;
    }

    /// <summary>The tree as libpg_query writes it; locations inside are 0-based UTF-8 byte offsets (see <see cref="Utf8Positions"/>).</summary>
    public string? Json { get; }

    /// <summary>What PostgreSQL would report.</summary>
    public ParseError? Error { get; }
}
