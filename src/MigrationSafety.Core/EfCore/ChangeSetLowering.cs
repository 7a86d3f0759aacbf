using System.Collections.Generic;
using System.Collections.Immutable;
using MigrationSafety.Core.Changes;
using MigrationSafety.Core.Sql;
using MigrationSafety.Core.State;

namespace MigrationSafety.Core.EfCore;

/// <summary>Fills in what each step of a change set tells PostgreSQL.</summary>
internal static class ChangeSetLowering
{
    /// <summary>Lowers the steps in order, each against the schema that the ones before it leave.</summary>
    public static LoweredChangeSet Lower(ChangeSet changeSet, SchemaState before)
    {
        var state = before;
        var statement = 0;
        var steps = ImmutableArray.CreateBuilder<ChangeStep>(changeSet.Steps.Length);
        var unread = new List<(int Step, int Statement)>();
        foreach (var step in changeSet.Steps)
        {
            if (step.Sql is { } rows && !changeSet.IsSqlFile && SqlPrecheck.OnlyChangesRows(rows, out var statements))
            {
                unread.Add((steps.Count, statement));
                statement += statements;
                steps.Add(step);
                continue;
            }

            var known = step.Operation is { } operation
                ? step with { Changes = EfLowering.Lower(operation, state, changeSet.EfCoreMajor, step.Index, statement, changeSet.HasTargetModel) }
                : step.Sql is { } sql ? LowerSql(step, sql, statement, changeSet.IsSqlFile)
                : step;
            foreach (var change in known.Changes)
            {
                state = state.Apply(change);
                statement = System.Math.Max(statement, change.Origin.Statement + 1);
            }

            steps.Add(known);
        }

        var lowered = changeSet with { Steps = steps.MoveToImmutable() };
        return new LoweredChangeSet(() => Read(lowered, unread), state);
    }

    private static ChangeSet Read(ChangeSet changeSet, List<(int Step, int Statement)> unread)
    {
        var steps = changeSet.Steps;
        foreach (var (step, statement) in unread)
        {
            steps = steps.SetItem(step, LowerSql(steps[step], steps[step].Sql!, statement, isFile: false));
        }

        return changeSet with { Steps = steps };
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
