using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using MigrationSafety.Core.Changes;
using MigrationSafety.Core.EfCore;
using MigrationSafety.Core.Sql;
using MigrationSafety.Core.State;

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

    public static ImmutableArray<ChangeStep> Lower(IReadOnlyList<TestStep> steps, SchemaState before)
    {
        var lowered = ImmutableArray.CreateBuilder<ChangeStep>();
        var statement = 0;
        for (var i = 0; i < steps.Count; i++)
        {
            var step = steps[i].Lower(i, statement, before);
            lowered.Add(step);
            statement += step.Changes.Select(static c => c.Origin.Statement).Distinct().Count();
            before = step.Changes.Aggregate(before, static (state, change) => state.Apply(change));
        }

        return lowered.ToImmutable();
    }

    private ChangeStep Lower(int index, int statement, SchemaState before)
    {
        if (Operation is not null)
        {
            return new ChangeStep
            {
                Index = index,
                Method = Operation.Method,
                Operation = Operation,
                Changes = EfLowering.Lower(Operation, before, null, index, statement),
            };
        }

        var reading = SqlReader.Read(Sql!, index, statement);
        return new ChangeStep
        {
            Index = index,
            Method = "Sql",
            Sql = Sql,
            SuppressTransaction = SuppressTransaction,
            Changes = reading.Changes,
            SyntaxError = reading.Error is { } error ? new SqlProblem(error.Message, new TextSpan(error.Position < 0 ? 0 : error.Position, 1)) : null,
            Unknown = reading.Unknown,
            Suppressions = reading.Suppressions,
        };
    }
}
