namespace MigrationSafety.PgParser;

/// <summary>PostgreSQL's classes of keywords.</summary>
public enum KeywordKind
{
    /// <summary>Not a keyword.</summary>
    None = 0,

    /// <summary>Usable as any name.</summary>
    Unreserved = 1,

    /// <summary>Usable as a column name, not as a function or type name.</summary>
    ColumnName = 2,

    /// <summary>Usable as a function or type name, not as a column name.</summary>
    TypeOrFunctionName = 3,

    /// <summary>Never a name without quotes.</summary>
    Reserved = 4,
}
