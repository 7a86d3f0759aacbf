namespace MigrationSafety.PgParser;

/// <summary>One token of PostgreSQL's scanner.</summary>
public readonly struct ScanToken
{
    internal ScanToken(int start, int end, string name, KeywordKind keyword)
    {
        Start = start;
        End = end;
        Name = name;
        Keyword = keyword;
    }

    /// <summary>Index of the first character in the C# string.</summary>
    public int Start { get; }

    /// <summary>Index after the last character in the C# string.</summary>
    public int End { get; }

    /// <summary>The scanner's name of the token, as in <c>IDENT</c>, <c>SCONST</c>, <c>SELECT</c> or <c>ASCII_59</c>.</summary>
    public string Name { get; }

    /// <summary>Whether the token is a keyword and how far it is reserved.</summary>
    public KeywordKind Keyword { get; }
}
