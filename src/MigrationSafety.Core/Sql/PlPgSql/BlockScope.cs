namespace MigrationSafety.Core.Sql.PlPgSql;

/// <summary>Where in the block a statement stands.</summary>
/// <param name="Variables">What is known of the variables there.</param>
/// <param name="Guarded">Under a condition, or with its errors caught.</param>
/// <param name="InLoop">Inside a loop.</param>
/// <param name="Depth">How many statements are around it.</param>
internal sealed record BlockScope(BlockVariables Variables, bool Guarded, bool InLoop, int Depth)
{
    public BlockScope Inside() => this with { Depth = Depth + 1 };

    /// <summary>One of several ways: what it sets is joined with the others' afterwards.</summary>
    public BlockScope Branch() => this with { Variables = Variables.Branch(), Guarded = true, Depth = Depth + 1 };
}
