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
    private SchemaState state;
    private NewRelations newRelations;
    private ImmutableDictionary<string, string?> sessionParameters = ImmutableDictionary<string, string?>.Empty;
    private ImmutableDictionary<QualifiedName, QualifiedName> formerNames = ImmutableDictionary<QualifiedName, QualifiedName>.Empty;
    private int? transaction;

    private ChangeSetWalk(
        ChangeSet changeSet, SchemaState before, SafetyOptions options, ImmutableHashSet<QualifiedName> newTables, ApplicationView application)
    {
        this.changeSet = changeSet;
        this.application = application;
        this.options = options;
        newRelations = new NewRelations(newTables);

        // Nobody knows in which session the earlier migrations ran: what they set does not count.
        state = before with { Parameters = sessionParameters };
        transactions = new TransactionTracker(
            changeSet.IsSqlFile ? options.SqlFilesInTransaction : changeSet.RunnerOpensTransaction,
            textIsPipeline: !changeSet.IsSqlFile);
    }

    public static ImmutableArray<ChangeContext> Walk(
        ChangeSet changeSet, SchemaState before, SafetyOptions options, ImmutableHashSet<QualifiedName> newTables, ApplicationView application)
    {
        var walk = new ChangeSetWalk(changeSet, before, options, newTables, application);
        foreach (var step in changeSet.Steps)
        {
            walk.Step(step);
        }

        return walk.contexts.ToImmutable();
    }

    private void Step(ChangeStep step)
    {
        var statements = step.Changes.GroupBy(static c => c.Origin.Statement).Select(static g => g.ToList()).ToList();
        transactions.StartStep(step.RunsOutsideTransaction, statements.Count);
        foreach (var statement in statements)
        {
            Statement(statement);
        }
    }

    // In PostgreSQL's own order: SET NOT NULL beside DROP CONSTRAINT of the CHECK that proves it reads the table again.
    private void Statement(List<SchemaChange> changes)
    {
        var found = new ChangeContext[changes.Count];
        foreach (var index in ExecutionOrder.Of(changes, state))
        {
            found[index] = Context(changes[index]);
        }

        contexts.AddRange(found);
    }

    private ChangeContext Context(SchemaChange change)
    {
        var number = transactions.Of(change);
        if (number is null || number != transaction)
        {
            state = state with { Parameters = sessionParameters };
        }

        transaction = number;
        var effects = LockModel.EffectsOf(change, state, options.PostgresVersion);
        var existing = effects with { Relations = effects.Relations.RemoveAll(r => newRelations.IsNew(r, state)) };
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
                && (!effects.Relations.IsEmpty || (Subject(change) is { } subject && newRelations.IsNew(subject))),
            IsNewTable = newRelations.IsNew,
            FormerNames = formerNames,
            HasLockTimeout = IsPositive(state.Parameters.TryGetValue("lock_timeout", out var timeout) ? timeout : null),
        };
        newRelations = newRelations.Apply(change, state);
        Rename(change);
        state = state.Apply(change) with { Parameters = ParametersAfter(change) };
        return context;
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

    private void Rename(SchemaChange change)
    {
        (QualifiedName From, QualifiedName To)? renaming = change switch
        {
            RenameTable c => (c.Table, new QualifiedName(c.Table.Schema, c.NewName)),
            SetTableSchema c => (c.Table, new QualifiedName(c.NewSchema, c.Table.Name)),
            _ => null,
        };
        if (renaming is var (from, to))
        {
            formerNames = formerNames.SetItem(to, formerNames.TryGetValue(from, out var former) ? former : from);
        }
    }

    private static QualifiedName? Subject(SchemaChange change) => change switch
    {
        TableChange c => c.Table,
        DataChange c => c.Table,
        DropIndex c => c.Table,
        DropObject c => c.Table ?? c.Name,
        RenameObject c => c.Table ?? c.Name,
        DefineObject c => c.Table,
        _ => null,
    };

    // '0', '0ms': no timeout.
    private static bool IsPositive(string? value) => value is not null && value.Any(static c => c is >= '1' and <= '9');
}
