namespace MigrationSafety.Core.Recipes.Online;

/// <summary>EF Core's ReferentialAction by its member's name, as SQL.</summary>
internal static class ForeignKeyActions
{
    public static string Clauses(string? onUpdate, string? onDelete) => Clause(" ON UPDATE ", onUpdate) + Clause(" ON DELETE ", onDelete);

    private static string Clause(string clause, string? action) => action switch
    {
        "Restrict" => clause + "RESTRICT",
        "Cascade" => clause + "CASCADE",
        "SetNull" => clause + "SET NULL",
        "SetDefault" => clause + "SET DEFAULT",
        _ => "",
    };
}
