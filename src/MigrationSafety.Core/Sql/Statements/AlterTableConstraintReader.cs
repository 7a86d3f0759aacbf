using MigrationSafety.Core.Changes;
using Command = MigrationSafety.Core.Sql.Statements.AlterTableReader.Command;

namespace MigrationSafety.Core.Sql.Statements;

/// <summary>The commands of ALTER TABLE that are about a constraint or a partition.</summary>
internal static class AlterTableConstraintReader
{
    /// <summary>The change; null where the command is about something else.</summary>
    public static SchemaChange? Read(Command command) =>
        Change(command) is { } change ? change with { TableIfExists = command.IfExists, Only = command.Only } : null;

    private static TableChange? Change(Command command)
    {
        var table = command.Table;
        var constraint = command.Definition["Constraint"];
        var partition = command.Definition["PartitionCmd"];
        return command.Subtype switch
        {
            "AT_AddConstraint" when ConstraintReader.KindOf(constraint) is { } kind =>
                new AddConstraint { Table = table, Constraint = ConstraintReader.Read(constraint, kind, command.Context) },
            "AT_ValidateConstraint" => new ValidateConstraint { Table = table, Name = command.Name },
            "AT_DropConstraint" => new DropConstraint
            {
                Table = table,
                Name = command.Name,
                IfExists = command.MissingOk,
                Cascade = command.Cascade,
            },
            "AT_AlterConstraint" => new AlterConstraint
            {
                Table = table,
                Name = command.Definition["ATAlterConstraint"]["conname"].Text ?? "",
                Enforces = command.Definition["ATAlterConstraint"] is var alter
                    && alter["alterEnforceability"].IsTrue && alter["is_enforced"].IsTrue,
                StopsEnforcing = alter["alterEnforceability"].IsTrue && !alter["is_enforced"].IsTrue,
            },
            "AT_AttachPartition" => new AttachPartition
            {
                Table = table,
                Partition = TreeNames.Relation(partition["name"], command.Context),
                IsDefault = partition["bound"]["is_default"].IsTrue,
                Bound = PartitionBoundReader.Read(partition["bound"]),
            },
            "AT_DetachPartition" => new DetachPartition
            {
                Table = table,
                Partition = TreeNames.Relation(partition["name"], command.Context),
                Concurrently = partition["concurrent"].IsTrue,
            },
            "AT_DetachPartitionFinalize" => new DetachPartition
            {
                Table = table,
                Partition = TreeNames.Relation(partition["name"], command.Context),
                Finalize = true,
            },
            _ => null,
        };
    }
}
