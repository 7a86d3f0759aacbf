using MigrationSafety.Core.Changes;

namespace MigrationSafety.Core.Rules;

/// <summary>Why ADD COLUMN rewrites the table; each cause is a rule of its own.</summary>
internal enum AddedColumnRewrite
{
    None,
    Default,
    Identity,
    StoredGenerated,
    ConstrainedDomain,
}

internal static class AddedColumnRewrites
{
    private const int ConstantDefaultsAreStored = 11;

    /// <summary>The cause, or None where nothing is rewritten.</summary>
    public static AddedColumnRewrite Cause(ChangeContext context)
    {
        if (context.Change is not AddColumn { Column: var column } || !context.Rewrites)
        {
            return AddedColumnRewrite.None;
        }

        if (column.Identity != IdentityKind.None || column.Type is { IsSerial: true })
        {
            return AddedColumnRewrite.Identity;
        }

        if (column.Generated == GeneratedKind.Stored)
        {
            return AddedColumnRewrite.StoredGenerated;
        }

        return HasExpensiveDefault(column, context.Version) || !IsConstrainedDomain(context, column)
            ? AddedColumnRewrite.Default
            : AddedColumnRewrite.ConstrainedDomain;
    }

    private static bool HasExpensiveDefault(ColumnDefinition column, PostgresVersion version) =>
        column.Default is { IsNull: false } value
        && (version.Major < ConstantDefaultsAreStored || value.Volatility is Volatility.Volatile or Volatility.Unknown);

    private static bool IsConstrainedDomain(ChangeContext context, ColumnDefinition column) =>
        column.Type is { } type && context.Before.Domains.TryGetValue(type.QualifiedName, out var domain) && domain.HasConstraint;
}
