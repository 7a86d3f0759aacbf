using System.Collections.Generic;
using System.Linq;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;
using MigrationSafety.Core.Changes;

namespace MigrationSafety.Runtime.Execution;

/// <summary>
/// Wraps each command that the provider generates. The SQL itself tells which lock it takes, whoever wrote it: an operation, raw
/// SQL or an extension of the provider.
/// </summary>
internal sealed class SafeMigrationsSqlGenerator(IMigrationsSqlGenerator inner, MigrationRun run) : IMigrationsSqlGenerator
{
    public IReadOnlyList<MigrationCommand> Generate(
        IReadOnlyList<MigrationOperation> operations,
        IModel? model = null,
        MigrationsSqlGenerationOptions options = MigrationsSqlGenerationOptions.Default)
    {
        var commands = inner.Generate(operations, model, options);
        if (commands.Count == 0)
        {
            return commands;
        }

        var migration = new MigrationUnderWay(run.IdOf(operations), commands);
        if (options.HasFlag(MigrationsSqlGenerationOptions.Idempotent))
        {
            IdempotentScript.Check(migration);
        }

        return options.HasFlag(MigrationsSqlGenerationOptions.Script)
            ? commands
            : [.. Wrap(migration)];
    }

    private IEnumerable<MigrationCommand> Wrap(MigrationUnderWay migration)
    {
        for (var i = 0; i < migration.Commands.Count; i++)
        {
            var isFirstOfTransaction = !migration.Commands[i].TransactionSuppressed
                && (i == 0 || migration.Commands[i - 1].TransactionSuppressed);
            yield return migration.ChangesOf(i) switch
            {
                [DropIndex { Concurrently: true, IfExists: true } drop] when IsRebuilt(migration, i, drop) =>
                    new LeftoverIndexCommand(migration, i, run),
                [CreateIndex { Concurrently: true }] => new ConcurrentIndexCommand(migration, i, run),
                _ when migration.Commands[i].TransactionSuppressed => new LongCommand(migration, i, run),
                _ when isFirstOfTransaction => new FirstCommand(migration, i, run),
                _ => new LoggedCommand(migration, i, run),
            };
        }
    }

    // DROP INDEX CONCURRENTLY IF EXISTS before CREATE INDEX CONCURRENTLY of the same name: how a migration that cannot look cleans up.
    private static bool IsRebuilt(MigrationUnderWay migration, int command, DropIndex drop) =>
        command + 1 < migration.Commands.Count
        && migration.ChangesOf(command + 1) is [CreateIndex { Concurrently: true, Name: { } name } create]
        && name == drop.Index.Name
        && new QualifiedName(create.Table.Schema, name) == drop.Index;
}
