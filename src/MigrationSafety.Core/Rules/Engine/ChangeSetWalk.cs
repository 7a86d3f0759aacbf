using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using MigrationSafety.Core.Changes;
using MigrationSafety.Core.Locks;
using MigrationSafety.Core.Models;
using MigrationSafety.Core.Options;
using MigrationSafety.Core.State;

namespace MigrationSafety.Core.Rules;

/// <summary>Goes through a change set as the server would: before-state, effects and transaction of every change.</summary>
internal sealed class ChangeSetWalk
{
    private readonly ChangeSet changeSet;
    private readonly SafetyOptions options;
    private readonly ImmutableArray<ChangeContext>.Builder contexts = ImmutableArray.CreateBuilder<ChangeContext>();
    private readonly TransactionTracker transactions;
    private readonly ApplicationView application;
    private readonly EmptiedTables emptied = new();
    private SchemaState state;
    private NewRelations newRelations;
    private ImmutableDictionary<string, string?> sessionParameters = SchemaState.Empty.Parameters;
    private TableSizes sizes;
    private int? transaction;
    private SchemaChange? last;

    private ChangeSetWalk(
        ChangeSet changeSet, SchemaState before, SafetyOptions options, NewRelations newRelations, ApplicationView application)
    {
        this.changeSet = changeSet;
        this.application = application;
        this.options = options;
        this.newRelations = newRelations;
        sizes = new TableSizes(options.Statistics);

        // Nobody knows in which session the earlier migrations ran: what they set does not count.
        state = before;
        SetParameters(sessionParameters);
        transactions = new TransactionTracker(
            changeSet.IsSqlFile ? options.SqlFilesInTransaction : changeSet.RunnerOpensTransaction,
            textIsPipeline: !changeSet.IsSqlFile);
    }

    /// <summary>Every change in order. <paramref name="after"/>: the schema after the last one, made when somebody asks for it.</summary>
    public static ImmutableArray<ChangeContext> Walk(
        ChangeSet changeSet, SchemaState before, SafetyOptions options, NewRelations newRelations, ApplicationView application, out Func<SchemaState> after)
    {
        var walk = new ChangeSetWalk(changeSet, before, options, newRelations, application);
        foreach (var step in changeSet.Steps)
        {
            walk.Step(step);
        }

        after = walk.After;
        return walk.contexts.ToImmutable();
    }

    private SchemaState After()
    {
        ApplyLast();
        return state;
    }

    private void Step(ChangeStep step)
    {
        if (step.Changes.Length == 1)
        {
            transactions.StartStep(step.RunsOutsideTransaction, statements: 1);
            contexts.Add(Context(step.Changes[0]));
            return;
        }

        var statements = Statements(step.Changes);
        transactions.StartStep(step.RunsOutsideTransaction, statements.Count);
        foreach (var statement in statements)
        {
            Statement(statement);
        }
    }

    private static List<List<SchemaChange>> Statements(ImmutableArray<SchemaChange> changes)
    {
        var numbers = new Dictionary<int, List<SchemaChange>>();
        var statements = new List<List<SchemaChange>>();
        foreach (var change in changes)
        {
            if (!numbers.TryGetValue(change.Origin.Statement, out var statement))
            {
                numbers.Add(change.Origin.Statement, statement = []);
                statements.Add(statement);
            }

            statement.Add(change);
        }

        return statements;
    }

    // In PostgreSQL's own order: SET NOT NULL beside DROP CONSTRAINT of the CHECK that proves it reads the table again.
    private void Statement(List<SchemaChange> changes)
    {
        if (changes.Count == 1)
        {
            contexts.Add(Context(changes[0]));
            return;
        }

        ApplyLast();
        var found = new ChangeContext[changes.Count];
        foreach (var index in ExecutionOrder.Of(changes, state))
        {
            found[index] = Context(changes[index]);
        }

        contexts.AddRange(found);
    }

    private ChangeContext Context(SchemaChange change)
    {
        ApplyLast();
        var number = transactions.Of(change);
        if (number is null || number != transaction)
        {
            SetParameters(sessionParameters);
            emptied.Clear();
        }

        transaction = number;
        var effects = emptied.WithoutWork(LockModel.EffectsOf(change, state, options.PostgresVersion));
        emptied.Apply(change, isInTransaction: number is not null);
        var existing = Existing(effects);
        var isAboutNew = Subject(change, state) is { } subject && newRelations.IsNew(subject);
        var context = new ChangeContext
        {
            Change = change,
            ChangeSet = changeSet,
            Options = options,
            Before = state,
            Application = application,
            Effects = existing,
            Transaction = number,
            IsOnNewTable = existing.Relations.IsEmpty
                && (!effects.Relations.IsEmpty || isAboutNew),
            IsAboutNewTable = isAboutNew,
            IsNewTable = newRelations.IsNew,
            IsNewColumn = newRelations.IsNew,
            Sizes = sizes,
            HasLockTimeout = IsPositive(state.Parameters.TryGetValue("lock_timeout", out var timeout) ? timeout : null),
        };
        last = change;
        return context;
    }

    /// <summary>The schema after a change is made when somebody asks for it: nobody does after the last one.</summary>
    private void ApplyLast()
    {
        if (last is { } change)
        {
            last = null;
            var parameters = ParametersAfter(change);
            newRelations = newRelations.Apply(change, state);
            sizes = sizes.After(change);
            state = state.Apply(change);
            SetParameters(parameters);
        }
    }

    private void SetParameters(ImmutableDictionary<string, string?> parameters)
    {
        if (!ReferenceEquals(state.Parameters, parameters))
        {
            state = state with { Parameters = parameters };
        }
    }

    private ImmutableDictionary<string, string?> ParametersAfter(SchemaChange change)
    {
        if (change is not SetParameter set)
        {
            return state.Parameters;
        }

        var name = set.Name.ToLowerInvariant();
        if (!set.IsLocal)
        {
            sessionParameters = sessionParameters.SetItem(name, set.Value);
        }

        // SET LOCAL outside a transaction does nothing but warn.
        return set.IsLocal && transaction is null ? state.Parameters : state.Parameters.SetItem(name, set.Value);
    }

    private ChangeEffects Existing(ChangeEffects effects)
    {
        foreach (var relation in effects.Relations)
        {
            if (newRelations.IsNew(relation, state))
            {
                return effects with { Relations = effects.Relations.RemoveAll(r => newRelations.IsNew(r, state)) };
            }
        }

        return effects;
    }

    private static QualifiedName? Subject(SchemaChange change, SchemaState state) => change switch
    {
        TableChange c => c.Table,
        DataChange c => c.Table,
        DropIndex c => c.Table ?? state.FindIndex(c.Index)?.Table,
        DropObject c => c.Table ?? c.Name,
        RenameObject c => c.Table ?? c.Name,
        DefineObject c => c.Table,
        _ => null,
    };

    // '0', '0ms': no timeout.
    private static bool IsPositive(string? value) => value is not null && value.Any(static c => c is >= '1' and <= '9');
}
