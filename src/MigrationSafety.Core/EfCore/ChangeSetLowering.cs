using System.Collections.Immutable;
using MigrationSafety.Core.Changes;
using MigrationSafety.Core.Sql;
using MigrationSafety.Core.State;

namespace MigrationSafety.Core.EfCore;

/// <summary>A change set with its changes, and the schema after it.</summary>
internal sealed record LoweredChangeSet(ChangeSet ChangeSet, SchemaState After);

/// <summary>Fills in what each step of a change set tells PostgreSQL.</summary>
internal static class ChangeSetLowering
{
    /// <summary>Lowers the steps in order, each against the schema that the ones before it leave.</summary>
    public static LoweredChangeSet Lower(ChangeSet changeSet, SchemaState before)
    {
        var state = before;
        var statement = 0;
        var steps = ImmutableArray.CreateBuilder<ChangeStep>(changeSet.Steps.Length);
        foreach (var step in changeSet.Steps)
        {
            var lowered = step.Operation is { } operation
                ? step with { Changes = EfLowering.Lower(operation, state, changeSet.EfCoreMajor, step.Index, statement, changeSet.HasTargetModel) }
                : step.Sql is { } sql ? LowerSql(step, sql, statement, changeSet.IsSqlFile)
                : step;
            foreach (var change in lowered.Changes)
            {
                state = state.Apply(change);
                statement = System.Math.Max(statement, change.Origin.Statement + 1);
            }

            steps.Add(lowered);
        }

        return new LoweredChangeSet(changeSet with { Steps = steps.MoveToImmutable() }, state);
    }

    private static ChangeStep LowerSql(ChangeStep step, string sql, int statement, bool isFile)
    {
        var reading = SqlReader.Read(sql, step.Index, statement, isScript: isFile);
        return step with
        {
            Changes = reading.Changes,
            SyntaxError = reading.Error is { } error ? new SqlProblem(error.Message, Word(sql, error.Position)) : null,
            Unknown = step.Unknown.AddRange(reading.Unknown),
            ScriptProblems = reading.ScriptProblems,
            Suppressions = reading.Suppressions,
        };
    }

    /// <summary>The word at PostgreSQL's cursor, so that there is something to underline.</summary>
    private static TextSpan? Word(string sql, int position)
    {
        if (position < 0 || sql.Length == 0)
        {
            return null;
        }

        var start = System.Math.Min(position, sql.Length - 1);
        var end = start;
        while (end < sql.Length && (char.IsLetterOrDigit(sql[end]) || sql[end] == '_'))
        {
            end++;
        }

        return new TextSpan(start, System.Math.Max(1, end - start));
    }
}
