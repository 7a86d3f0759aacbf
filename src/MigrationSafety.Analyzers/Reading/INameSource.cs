using Microsoft.CodeAnalysis;

namespace MigrationSafety.Analyzers.Reading;

/// <summary>Finds what a name outside the migration's own type means.</summary>
internal interface INameSource
{
    /// <summary>Looks up an identifier, member access or the name of a call; null where it is unknown.</summary>
    NameTarget? Find(SyntaxNode reference);
}

/// <summary>What a name stands for.</summary>
/// <param name="Declaration">The member's declaration in source; null for one of another assembly.</param>
/// <param name="HasConstant">True where the compiler knows the value.</param>
/// <param name="Constant">That value.</param>
internal sealed record NameTarget(SyntaxNode? Declaration, bool HasConstant = false, object? Constant = null)
{
    /// <summary>True for an enum member or a static readonly value of a library (Guid.Empty): a constant to PostgreSQL.</summary>
    public bool IsRaw { get; init; }
}
