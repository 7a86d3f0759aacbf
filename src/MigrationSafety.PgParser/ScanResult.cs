using System.Collections.Generic;

namespace MigrationSafety.PgParser;

/// <summary>The tokens of a text, or why it has none.</summary>
public sealed class ScanResult
{
    internal ScanResult(IReadOnlyList<ScanToken> tokens, ParseError? error)
    {
        Tokens = tokens;
        Error = error;
    }

    /// <summary>Tokens in the order of the text; empty when <see cref="Error"/> is set.</summary>
    public IReadOnlyList<ScanToken> Tokens { get; }

    /// <summary>What PostgreSQL would report, as for an unterminated string.</summary>
    public ParseError? Error { get; }
}
