using MigrationSafety.Core.Changes;
using MigrationSafety.Core.Sql.Json;

namespace MigrationSafety.Core.Sql.Statements;

/// <summary>ALTER TABLE and what shares its grammar: ALTER INDEX, VIEW, MATERIALIZED VIEW, FOREIGN TABLE, SEQUENCE, TYPE.</summary>
internal static class AlterTableReader
{
    /// <summary>An ALTER TABLE command with the table it is about.</summary>
    internal readonly record struct Command(
        JsonNode Node, QualifiedName Table, bool IfExists, bool Only, StatementContext Context)
    {
        public string Subtype => Node["subtype"].Text ?? "";

        /// <summary>The column, constraint, trigger ... that the command names.</summary>
        public string Name => Node["name"].Text ?? "";

        public JsonNode Definition => Node["def"];

        public bool MissingOk => Node["missing_ok"].IsTrue;

        public bool Cascade => Node["behavior"].Text == "DROP_CASCADE";
    }

    public static void Read(JsonNode statement, StatementContext context)
    {
        var relation = statement["relation"];
        var name = TreeNames.Relation(relation, context);
        foreach (var item in statement["cmds"].Items)
        {
            var command = new Command(
                item["AlterTableCmd"], name, statement["missing_ok"].IsTrue, TreeNames.IsOnly(relation), context);
            context.Add(statement["objtype"].Text switch
            {
                "OBJECT_INDEX" => AlterIndexCommand(command),
                "OBJECT_SEQUENCE" => Define(name, ObjectKind.Sequence) with { ViaAlterTable = true },
                "OBJECT_TYPE" => Define(name, ObjectKind.CompositeType),
                _ => AlterColumnReader.Read(command)
                    ?? AlterTableConstraintReader.Read(command)
                    ?? AlterTableOptionReader.Read(command),
            });
        }
    }

    private static DefineObject Define(QualifiedName name, ObjectKind kind) =>
        new() { Kind = kind, Name = name, IsAlter = true };

    private static SchemaChange AlterIndexCommand(Command command)
    {
        AlterIndexKind? kind = command.Subtype switch
        {
            "AT_SetRelOptions" or "AT_ResetRelOptions" => AlterIndexKind.SetOptions,
            "AT_SetTableSpace" => AlterIndexKind.SetTablespace,
            "AT_AttachPartition" => AlterIndexKind.AttachPartition,
            "AT_SetStatistics" => AlterIndexKind.SetStatistics,
            _ => null,
        };
        if (kind is not { } known)
        {
            return AlterTableOptionReader.Read(command);
        }

        return new AlterIndex
        {
            Index = command.Table,
            Kind = known,
            AttachedIndex = known == AlterIndexKind.AttachPartition
                ? TreeNames.Relation(command.Definition["PartitionCmd"]["name"], command.Context)
                : null,
        };
    }
}
