namespace MigrationSafety.Core.Usages;

/// <summary>How code uses a column or table.</summary>
internal enum UsageKind
{
    /// <summary>The property, or the class, that the model or an attribute maps to it.</summary>
    Mapping,
    Read,
    Write,

    /// <summary>A name in a SQL string.</summary>
    Sql,
}

/// <summary>A place in the application's code.</summary>
/// <param name="Kind">What it does there.</param>
/// <param name="What">What stands there: <c>Order.Note</c>, or the SQL string's head.</param>
/// <param name="Path">The file, as the compiler knows it.</param>
/// <param name="Line">Counted from 1.</param>
/// <param name="Position">Of the first character in the file.</param>
internal abstract record UsagePlace(UsageKind Kind, string What, string Path, int Line, int Position);
