using System.Collections.Immutable;
using MigrationSafety.Core.Changes;
using MigrationSafety.Core.EfCore;

namespace MigrationSafety.Core.Tests.Rules;

/// <summary>One Sql() text or one EF Core operation of a migration under test.</summary>
internal sealed record TestStep(string? Sql, EfOperation? Operation, bool SuppressTransaction)
{
    public static implicit operator TestStep(string sql) => new(sql, null, false);

    public static implicit operator TestStep(EfOperation operation) => new(null, operation, false);

    /// <summary>An EF Core operation by method and arguments.</summary>
    public static TestStep Ef(string method, params (string Name, object? Value)[] arguments) => Ef(method, null, arguments);

    public static TestStep Ef(string method, string? clrType, params (string Name, object? Value)[] arguments) => new EfOperation
    {
        Method = method,
        ClrType = clrType,
        Arguments = arguments.ToImmutableDictionary(static a => a.Name, static a => a.Value),
    };

    /// <summary>The step as the reader of C# hands it over, before it is lowered.</summary>
    public ChangeStep AsWritten(int index) => new()
    {
        Index = index,
        Method = Operation?.Method ?? "Sql",
        Operation = Operation,
        Sql = Sql,
        SuppressTransaction = SuppressTransaction,
    };
}
