using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.EntityFrameworkCore.Migrations;
using MigrationSafety.Core.Changes;
using MigrationSafety.Core.EfCore;
using MigrationSafety.Core.State;

namespace MigrationSafety.Runtime.Execution;

/// <summary>The commands that EF Core runs for one migration, with what each tells PostgreSQL.</summary>
internal sealed class MigrationUnderWay
{
    public MigrationUnderWay(string? id, IReadOnlyList<MigrationCommand> commands)
    {
        Id = id;
        Commands = commands;
        ChangeSet = ChangeSetLowering.Lower(
            new ChangeSet
            {
                Id = id ?? "",
                Steps = commands.Select(static (command, index) => new ChangeStep
                {
                    Index = index,
                    Method = "Sql",
                    Sql = command.CommandText,
                    SuppressTransaction = command.TransactionSuppressed,
                }).ToImmutableArray(),
            },
            SchemaState.Empty).ChangeSet;
    }

    /// <summary>The migration's id; null for operations that belong to none (EnsureCreated).</summary>
    public string? Id { get; }

    public IReadOnlyList<MigrationCommand> Commands { get; }

    public ChangeSet ChangeSet { get; }

    /// <summary>True once it was looked at before its first statement.</summary>
    public bool IsJudged { get; set; }

    public ImmutableArray<SchemaChange> ChangesOf(int command) => ChangeSet.Steps[command].Changes;

    /// <summary>The commands from this one on that run in one transaction with it.</summary>
    public IEnumerable<int> TransactionFrom(int command) =>
        Enumerable.Range(command, Commands.Count - command).TakeWhile(i => !Commands[i].TransactionSuppressed);
}
