using System;
using System.Collections.Generic;
using MigrationSafety.Core.Changes;
using MigrationSafety.Core.Sql.Json;
using MigrationSafety.Core.Sql.PlPgSql;

namespace MigrationSafety.Core.Sql.Statements;

/// <summary>Hands a statement of the tree to the reader of its family.</summary>
internal static class StatementReader
{
    public delegate void Reader(JsonNode statement, StatementContext context);

    private static readonly Dictionary<string, Reader> Readers = new(StringComparer.Ordinal)
    {
        ["AlterDomainStmt"] = DomainReader.ReadAlter,
        ["AlterEnumStmt"] = EnumReader.ReadAlter,
        ["AlterExtensionContentsStmt"] = ObjectReader.Named(ObjectKind.Extension, "extname", isAlter: true),
        ["AlterExtensionStmt"] = ObjectReader.Named(ObjectKind.Extension, "extname", isAlter: true),
        ["AlterFunctionStmt"] = ObjectReader.Named(ObjectKind.Function, "func", isAlter: true),
        ["AlterObjectSchemaStmt"] = RenameReader.ReadSetSchema,
        ["AlterOwnerStmt"] = ObjectReader.ReadOwner,
        ["AlterPolicyStmt"] = ObjectReader.ReadAlterPolicy,
        ["AlterPublicationStmt"] = ObjectReader.ReadPublication,
        ["AlterSeqStmt"] = SequenceReader.ReadAlter,
        ["AlterStatsStmt"] = ObjectReader.Named(ObjectKind.Statistics, "defnames", isAlter: true),
        ["AlterTableStmt"] = AlterTableReader.Read,
        ["ClusterStmt"] = MaintenanceReader.ReadCluster,
        ["CommentStmt"] = ObjectReader.ReadComment,
        ["CompositeTypeStmt"] = ObjectReader.ReadCompositeType,
        ["CopyStmt"] = DataReader.ReadCopy,
        ["CreateDomainStmt"] = DomainReader.ReadCreate,
        ["CreateEnumStmt"] = EnumReader.ReadCreate,
        ["CreateExtensionStmt"] = ObjectReader.Named(ObjectKind.Extension, "extname"),
        ["CreateForeignTableStmt"] = ObjectReader.ReadForeignTable,
        ["CreateFunctionStmt"] = ObjectReader.ReadFunction,
        ["CreatePolicyStmt"] = ObjectReader.ReadCreatePolicy,
        ["CreatePublicationStmt"] = ObjectReader.ReadPublication,
        ["CreateRangeStmt"] = ObjectReader.Named(ObjectKind.Type, "typeName"),
        ["CreateSchemaStmt"] = ObjectReader.ReadSchema,
        ["CreateSeqStmt"] = SequenceReader.ReadCreate,
        ["CreateStatsStmt"] = ObjectReader.ReadCreateStatistics,
        ["CreateStmt"] = CreateTableReader.Read,
        ["CreateTableAsStmt"] = ViewReader.ReadTableAs,
        ["CreateTrigStmt"] = TriggerReader.Read,
        ["DefineStmt"] = ObjectReader.ReadDefine,
        ["DropStmt"] = DropReader.Read,
        ["GrantStmt"] = ObjectReader.ReadGrant,
        ["IndexStmt"] = IndexReader.ReadCreate,
        ["LockStmt"] = MaintenanceReader.ReadLock,
        ["RefreshMatViewStmt"] = MaintenanceReader.ReadRefresh,
        ["ReindexStmt"] = IndexReader.ReadReindex,
        ["RenameStmt"] = RenameReader.ReadRename,
        ["RuleStmt"] = ObjectReader.ReadRule,
        ["TransactionStmt"] = SessionReader.ReadTransaction,
        ["TruncateStmt"] = MaintenanceReader.ReadTruncate,
        ["VacuumStmt"] = MaintenanceReader.ReadVacuum,
        ["VariableSetStmt"] = SessionReader.ReadSet,
        ["ViewStmt"] = ViewReader.ReadView,
    };

    /// <summary>Reads a wrapped statement: {"CreateStmt": {...}}.</summary>
    public static void Read(JsonNode wrapped, StatementContext context)
    {
        if (!wrapped.TryUnwrap(out var kind, out var statement))
        {
            return;
        }

        switch (kind)
        {
            case "SelectStmt" when statement["intoClause"].Exists:
                ViewReader.ReadSelectInto(statement, context);
                break;
            case "SelectStmt" or "InsertStmt" or "UpdateStmt" or "DeleteStmt" or "MergeStmt" or "CallStmt":
                DataReader.Read(kind, statement, context);
                break;
            case "ExplainStmt" when OptionReader.IsOn(statement["options"], "analyze"):
            case "DeclareCursorStmt":
                // EXPLAIN ANALYZE runs its statement.
                Read(statement["query"], context);
                break;
            case "DoStmt":
                DoReader.Read(statement, context);
                break;
            default:
                if (Readers.TryGetValue(kind, out var reader))
                {
                    reader(statement, context);
                }
                else
                {
                    OtherReader.Read(kind, statement, context);
                }

                break;
        }
    }
}
